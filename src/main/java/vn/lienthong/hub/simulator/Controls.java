package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a tester steers a simulator over HTTP, on paths that no fault touches: {@code GET /control}, {@code POST
 * /control/faults}, {@code POST /control/step?count=}, {@code POST /control/change}, {@code POST /control/expire},
 * {@code POST /control/hide}, {@code POST /control/alter}, {@code GET /control/truth}.
 */
final class Controls {
    private final String simulator;
    private final Misbehaviour misbehaviour;
    private final LoopbackServer server;
    private final LongSupplier requests;
    private Supplier<? extends Map<String, ?>> state = Map::of;
    private Supplier<?> truth = Map::of;
    private @Nullable Sessions sessions;
    private @Nullable Life life;
    private @Nullable PortalBook book;
    private Runnable afterwards = () -> {};

    Controls(String simulator, Misbehaviour misbehaviour, LoopbackServer server) {
        this(simulator, misbehaviour, server, server::requests);
    }

    /**
     * @param server where it is steered
     * @param requests how many requests came where it is asked
     */
    Controls(String simulator, Misbehaviour misbehaviour, LoopbackServer server, LongSupplier requests) {
        this.simulator = simulator;
        this.misbehaviour = misbehaviour;
        this.server = server;
        this.requests = requests;
    }

    Controls showing(Supplier<? extends Map<String, ?>> newState) {
        state = newState;
        return this;
    }

    Controls telling(Supplier<?> newTruth) {
        truth = newTruth;
        return this;
    }

    Controls ending(Sessions newSessions) {
        sessions = newSessions;
        return this;
    }

    /** @param newAfterwards done after each step or change that was asked for */
    Controls moving(Life newLife, Runnable newAfterwards) {
        life = newLife;
        truth = newLife::truth;
        afterwards = newAfterwards;
        return this;
    }

    /** @param newBook whose dossiers can be forgotten or altered */
    Controls keeping(PortalBook newBook) {
        book = newBook;
        return this;
    }

    void serve() {
        server.serveSteadily("/control", this::answer);
    }

    private Reply answer(Request request) {
        String asked = request.method() + " " + request.path();
        return switch (asked) {
            case "GET /control" -> show();
            case "GET /control/truth" -> Reply.json(200, truth.get());
            case "POST /control/faults" -> setFaults(request);
            case "POST /control/expire" -> expire();
            case "POST /control/step" -> step(request);
            case "POST /control/change" -> change(request);
            case "POST /control/hide" -> hide(request);
            case "POST /control/alter" -> alter(request);
            default -> Reply.problem(404, asked + " is none of the controls");
        };
    }

    private Reply show() {
        ObjectNode shown = Json.object().put("simulator", simulator).put("requests", requests.getAsLong());
        shown.set("faults", Json.MAPPER.valueToTree(misbehaviour.faults()));
        state.get().forEach((name, value) -> shown.set(name, Json.MAPPER.valueToTree(value)));
        return Reply.json(200, shown);
    }

    private Reply setFaults(Request request) {
        misbehaviour.set(Json.read(request.body(), Faults.class));
        return show();
    }

    private Reply expire() {
        if (sessions == null) {
            return Reply.problem(404, simulator + " has no sessions");
        }
        sessions.endAll();
        return show();
    }

    private Reply step(Request request) {
        if (life == null) {
            return Reply.problem(404, simulator + " has no dossiers of its own");
        }
        var moved = life.step(request.number("count", 1, 1, 100_000));
        afterwards.run();
        return Reply.json(200, Map.of("changes", moved.stream().map(Told::truth).toList()));
    }

    private Reply change(Request request) {
        if (life == null) {
            return Reply.problem(404, simulator + " has no dossiers of its own");
        }
        Told told = life.change(Json.read(request.body(), Life.Ordered.class));
        afterwards.run();
        return Reply.json(200, told.truth());
    }

    /** Hides a dossier as if the system had lost it; an agency shows it again with {@code "hidden": false}. */
    private Reply hide(Request request) {
        JsonNode asked = Json.read(request.body(), JsonNode.class);
        String dossier = asked.path("dossier").asText("");
        boolean done = life != null
                ? life.hide(dossier, asked.path("hidden").asBoolean(true))
                : book != null && book.forget(dossier);
        return done ? show() : Reply.problem(404, simulator + " has no dossier " + dossier);
    }

    /** Gives a dossier another last step, as if somebody had worked on it at the portal. */
    private Reply alter(Request request) {
        JsonNode asked = Json.read(request.body(), JsonNode.class);
        String dossier = asked.path("dossier").asText("");
        boolean done = book != null && book.alter(dossier, asked.path("status").asText("8"));
        return done ? show() : Reply.problem(404, simulator + " has no dossier " + dossier);
    }
}
