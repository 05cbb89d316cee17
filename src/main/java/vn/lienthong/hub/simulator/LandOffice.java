package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A one-stop system with nested JSON behind OAuth2 client credentials, which pushes its changes. What of it is public
 * and what invented is told in {@code connectors/land-office/connector.yaml}.
 */
public final class LandOffice implements AgencySimulator {
    static final String ID = "land-office";
    static final String CLIENT = "lienthong";
    private static final String TOKEN_PATH = "/oauth2/token";
    private static final String DOSSIERS_PATH = "/api/dossiers";
    private static final String FILES_PATH = "/api/files/";

    private final LoopbackServer server;
    private final Misbehaviour misbehaviour = new Misbehaviour();
    private final Sessions tokens;
    private final Life life;
    private final EventPush push;
    private final String secret;
    private final LandOfficeDesk desk;

    private LandOffice(int port, String secret, AgencyStart start, Clock clock) {
        this.server = LoopbackServer.open(ID, port, misbehaviour);
        this.tokens = new Sessions(clock, Duration.ofMinutes(5));
        this.life = new Life(
                Offices.landOffice(), start.seed(), start.dossiers(), misbehaviour, start.stateFolder(), clock);
        this.push = new EventPush(life, misbehaviour, start.stateFolder());
        this.secret = secret;
        this.desk = new LandOfficeDesk(life);
    }

    /**
     * @param port 0 for any free one
     * @throws PortTaken if another process has the port
     */
    public static LandOffice start(int port, String secret, AgencyStart start, Clock clock) {
        LandOffice office = new LandOffice(port, secret, start, clock);
        office.server.serve(TOKEN_PATH, office::token, LandOffice::failure);
        office.server.serve(DOSSIERS_PATH, office::dossiers, LandOffice::failure);
        office.server.serve(FILES_PATH, office::files, LandOffice::failure);
        new Controls(ID, office.misbehaviour, office.server)
                .showing(office::state)
                .ending(office.tokens)
                .moving(office.life, office.push::soon)
                .serve();
        office.server.start();
        office.push.start();
        return office;
    }

    /**
     * Pushes to this address from now on, beginning with what was not acknowledged.
     *
     * @param address such as {@code http://127.0.0.1:8080/api/v1/connectors/land-office/changes}
     */
    public void pushTo(URI address, String key) {
        push.to(new EventPush.Destination(address, key));
    }

    /** The last change, by its seq, that the hub acknowledged; 0 before the first. */
    public long acknowledged() {
        return push.acknowledged();
    }

    private Reply token(Request request) {
        if (!request.method().equals("POST")) {
            return Reply.problem(405, "a token is asked for with POST");
        }
        Map<String, String> form = request.form();
        if (!form.getOrDefault("grant_type", "").equals("client_credentials")) {
            return oauthError(400, "unsupported_grant_type");
        }
        if (!isClient(request.header("Authorization"), form)) {
            return oauthError(401, "invalid_client").with("WWW-Authenticate", "Basic realm=\"land-office\"");
        }
        return Reply.json(
                        200,
                        Map.of(
                                "access_token",
                                tokens.begin(),
                                "token_type",
                                "Bearer",
                                "expires_in",
                                tokens.life().toSeconds(),
                                "scope",
                                "dossiers.read"))
                .with("Cache-Control", "no-store");
    }

    private boolean isClient(@Nullable String authorization, Map<String, String> form) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return CLIENT.equals(form.get("client_id")) && secret.equals(form.get("client_secret"));
        }
        byte[] pair = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
        return new String(pair, StandardCharsets.UTF_8).equals(CLIENT + ":" + secret);
    }

    private Reply files(Request request) {
        Reply refused = refusal(request);
        return refused != null ? refused : desk.file(request, request.path().substring(FILES_PATH.length()));
    }

    private Reply dossiers(Request request) {
        Reply refused = refusal(request);
        if (refused != null) {
            return refused;
        }
        if (request.method().equals("POST")) {
            Reply reply = desk.handIn(request, request.path().substring(DOSSIERS_PATH.length()));
            push.soon();
            return reply;
        }
        if (!request.method().equals("GET")) {
            return Reply.problem(405, "dossiers are read and handed in here");
        }
        if (request.path().equals(DOSSIERS_PATH)) {
            return page(request.number("page", 0, 0, 1_000_000), request.number("size", 50, 1, 500));
        }
        return one(Request.decoded(request.path().substring(DOSSIERS_PATH.length() + 1)));
    }

    /** Why the caller is not let in; null where it is. */
    private @Nullable Reply refusal(Request request) {
        String authorization = request.header("Authorization");
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return Reply.problem(401, "a bearer token is needed")
                    .with("WWW-Authenticate", "Bearer realm=\"land-office\"");
        }
        if (!tokens.isOpen(authorization.substring("Bearer ".length()))) {
            return oauthError(401, "invalid_token")
                    .with(
                            "WWW-Authenticate",
                            "Bearer realm=\"land-office\", error=\"invalid_token\", error_description=\"expired or unknown\"");
        }
        return null;
    }

    private Reply one(String code) {
        Optional<Told> found = life.find(code);
        return found.map(told -> Reply.json(200, LandOfficeJson.dossier(told)))
                .orElseGet(() -> Reply.problem(404, "no such dossier"));
    }

    private Reply page(int page, int size) {
        List<Told> all = life.all();
        int from = (int) Math.min((long) page * size, all.size());
        int to = Math.min(from + size, all.size());
        ObjectNode answer = Json.object();
        ArrayNode content = answer.putArray("content");
        all.subList(from, to).forEach(told -> content.add(LandOfficeJson.dossier(told)));
        answer.put("number", page)
                .put("size", size)
                .put("totalElements", all.size())
                .put("totalPages", (all.size() + size - 1) / size)
                .put("last", to == all.size());
        return Reply.json(200, answer);
    }

    private static Reply oauthError(int status, String error) {
        return Reply.json(status, Map.of("error", error));
    }

    private static Reply failure(Request request) {
        return Reply.problem(503, "out of order").with("Retry-After", "1");
    }

    private Map<String, Object> state() {
        return Map.of(
                "dossiers",
                life.all().size(),
                "changes",
                life.last(),
                "acknowledged",
                push.acknowledged(),
                "submissions",
                life.submissions(),
                "files",
                desk.files());
    }

    @Override
    public void step() {
        life.step(1);
        push.soon();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public URI address() {
        return server.address();
    }

    @Override
    public void misbehave(Faults faults) {
        misbehaviour.set(faults);
    }

    @Override
    public void close() {
        server.close();
        push.close();
        life.close();
    }
}
