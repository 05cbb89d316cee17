package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.Delivery;
import vn.lienthong.hub.connector.Credentials.SessionLogin;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.portal.NationalCall.Step;

/** How one national-style portal is spoken with: its addresses, the session kept with it, and what the calls say. */
final class NationalPortalDesk {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Delivery.NationalPortal delivery;
    private final SessionLogin credentials;
    private final String address;
    private final Secrets secrets;
    private final Clock clock;
    private @Nullable String session;
    private Instant sessionEnds = Instant.MIN;

    /** @throws IllegalArgumentException if the connector is not one to a national-style portal */
    NationalPortalDesk(ConnectorDefinition connector, Secrets secrets, Clock clock) {
        if (!(connector.delivery() instanceof Delivery.NationalPortal nationalPortal)) {
            throw new IllegalArgumentException(connector.id() + " has no delivery of kind national-portal");
        }
        if (!(connector.credentials() instanceof SessionLogin sessionLogin) || connector.address() == null) {
            throw new IllegalArgumentException(connector.id()
                    + " delivers to a national portal and needs an address and session-login credentials");
        }
        this.delivery = nationalPortal;
        this.credentials = sessionLogin;
        this.address = connector.address().toString().replaceAll("/+$", "");
        this.secrets = secrets;
        this.clock = clock;
    }

    int batch() {
        return delivery.batch();
    }

    /** The codes by which this portal tells that the session has ended; may be empty. */
    List<String> expiredCodes() {
        return credentials.login().success().expired();
    }

    /** Where the hub logs in. */
    String loginAddress() {
        return address + credentials.login().path();
    }

    /** Where all other calls go. */
    String callAddress() {
        return address + delivery.path() + "/g";
    }

    boolean hasSession() {
        return session != null && clock.instant().isBefore(sessionEnds);
    }

    void forgetSession() {
        session = null;
    }

    /** Keeps the session that a log-in gave; says whether there was one. */
    boolean keepSession(NationalAnswer.Said answer) {
        String given = answer.body().at(credentials.session()).asText();
        if (answer.verdict().outcome() != NationalAnswer.Outcome.TAKEN || given.isBlank()) {
            return false;
        }
        session = given;
        sessionEnds = clock.instant().plus(credentials.keptFor());
        return true;
    }

    /** @throws IllegalStateException naming the variable or file, where the password is not to be had */
    NationalCall logIn() {
        String template = credentials.login().body();
        String body = (template == null ? "{\"username\":\"{{user}}\",\"password\":\"{{password}}\"}" : template)
                .replace("{{user}}", quoted(credentials.user()))
                .replace("{{password}}", quoted(secrets.read(credentials.password())));
        return new NationalCall(Step.LOG_IN, body.getBytes(StandardCharsets.UTF_8), List.of());
    }

    /** The question what the portal has of a dossier, apart from deliveries. */
    byte[] question(String code) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("session", session)
                .put("madonvi", delivery.agencyCode())
                .put("service", "TraCuuHoSo")
                .put("mahoso", code)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    NationalCall call(Step step, List<NationalErrand> errands) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("session", session);
        body.put("madonvi", delivery.agencyCode());
        switch (step) {
            case ASK_WHAT_IT_HAS ->
                body.put("service", "TraCuuHoSo").put("mahoso", errands.get(0).code());
            case ADD_DOSSIERS, UPDATE_DOSSIERS -> {
                body.put("service", "DongBoHoSoMC");
                body.put("isUpdating", step == Step.UPDATE_DOSSIERS ? "True" : "False");
                ArrayNode data = body.putArray("data");
                errands.forEach(errand -> data.add(errand.facts()));
            }
            case TELL_PROGRESS -> {
                body.put("service", "CapNhatTienDoHoSoMC");
                ArrayNode data = body.putArray("data");
                errands.forEach(errand -> data.add(errand.nextStep()));
            }
            case LOG_IN -> throw new IllegalArgumentException("a log-in is about no dossier");
        }
        return new NationalCall(step, body.toString().getBytes(StandardCharsets.UTF_8), errands);
    }

    private static String quoted(String value) {
        String literal = JSON.getNodeFactory().textNode(value).toString();
        return literal.substring(1, literal.length() - 1);
    }
}
