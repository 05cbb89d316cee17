package vn.lienthong.hub.portal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.Delivery;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.delivery.HttpAnswer;
import vn.lienthong.hub.problem.TryAgainLater;

/** Asks portals what they have of a dossier, and changes nothing there. One that cannot be asked says so. */
@Component
public class PortalQuestions {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int TRIES = 2;

    private final Secrets secrets;
    private final Clock clock;
    private final Map<SystemId, Line> lines = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    PortalQuestions(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What a portal has, beside what the hub has. */
    public enum View {
        SAME,
        /** It knows no such dossier. */
        UNKNOWN,
        /** The last it has is an earlier step of the dossier. */
        BEHIND,
        /** The last it has is no step of the dossier. */
        DIFFERS
    }

    /**
     * What a portal answered.
     *
     * @param status the last status it has, in its own words; empty if it has none
     */
    public record Told(View view, String status) {}

    /** Whether this portal can be asked. */
    public boolean asks(ConnectorDefinition portal) {
        return portal.delivery() instanceof Delivery.NationalPortal;
    }

    /**
     * Asks for one dossier.
     *
     * @throws TryAgainLater if the portal does not answer
     */
    public Told ask(ConnectorDefinition portal, DossierState state) {
        Line line = lines.compute(
                portal.id(),
                (id, known) -> known != null && known.portal.equals(portal)
                        ? known
                        : new Line(portal, new NationalPortalDesk(portal, secrets, clock)));
        synchronized (line) {
            for (int i = 0; i < TRIES; i++) {
                NationalAnswer answer = line.ask(state);
                if (answer instanceof NationalAnswer.Said said) {
                    return told(said, state);
                }
                line.desk.forgetSession();
                if (answer instanceof NationalAnswer.Away away) {
                    throw new TryAgainLater(away.problem());
                }
            }
            throw new TryAgainLater(
                    NationalProblems.loginRefused(new NationalAnswer.Verdict(NationalAnswer.Outcome.REFUSED, "", "")));
        }
    }

    private static Told told(NationalAnswer.Said said, DossierState state) {
        Optional<PortalRecord> record = said.verdict().outcome() == NationalAnswer.Outcome.TAKEN
                ? PortalRecord.in(said.body())
                : Optional.empty();
        if (record.isEmpty()) {
            return new Told(View.UNKNOWN, "");
        }
        List<PortalStep> there = record.get().steps();
        if (there.isEmpty()) {
            return new Told(View.SAME, "");
        }
        List<PortalStep> ours = state.history().stream()
                .filter(entry -> entry.flag() != ChangeFlag.LATE)
                .map(entry -> PortalStep.of(NationalDossier.step(state.dossier(), entry.change())))
                .toList();
        PortalStep last = there.get(there.size() - 1);
        View view =
                last.equals(ours.get(ours.size() - 1)) ? View.SAME : ours.contains(last) ? View.BEHIND : View.DIFFERS;
        return new Told(view, last.status());
    }

    /** A portal that is spoken with, and the session kept with it. */
    private final class Line {
        private final ConnectorDefinition portal;
        private final NationalPortalDesk desk;
        private final NationalAnswerReader reader;

        Line(ConnectorDefinition portal, NationalPortalDesk desk) {
            this.portal = portal;
            this.desk = desk;
            this.reader = new NationalAnswerReader(clock, desk.expiredCodes());
        }

        NationalAnswer ask(DossierState state) {
            if (!desk.hasSession()) {
                NationalAnswer answer = call(desk.loginAddress(), desk.logIn().body());
                if (!(answer instanceof NationalAnswer.Said said) || !desk.keepSession(said)) {
                    return answer instanceof NationalAnswer.Said said
                            ? new NationalAnswer.SessionEnded(said.verdict())
                            : answer;
                }
            }
            return call(
                    desk.callAddress(),
                    desk.question(state.dossier().quotedCode().value()));
        }

        private NationalAnswer call(String address, byte[] body) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("Accept", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            try {
                HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                return reader.read(new HttpAnswer(
                        answer.statusCode(),
                        answer.headers().firstValue("Retry-After").orElse(null),
                        answer.body()));
            } catch (IOException e) {
                return reader.noAnswer(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return reader.noAnswer(e);
            }
        }
    }
}
