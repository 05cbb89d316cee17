package vn.lienthong.hub.agency.call;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake;

/**
 * One question to a system, as its connector declares it. The body of {@code direct:<connector>-<use>-call}.
 *
 * @param connector whom to ask
 * @param request the request, with places to fill
 * @param values what to fill into the places, by name; the session is known to the call itself
 * @param contents files that are sent: over HTTP one, as the body in place of the request's own; over SOAP beside the envelope, which
 *     refers to each by its id
 */
public record SystemCall(
        ConnectorDefinition connector, Request request, Map<String, String> values, List<Content> contents) {
    public SystemCall {
        values = Map.copyOf(values);
        contents = List.copyOf(contents);
    }

    /** A file that is sent as it is. */
    public record Content(String id, Path file, String mediaType) {}

    /** A question whose body, where it has one, is the request's own. */
    public SystemCall(ConnectorDefinition connector, Request request, Map<String, String> values) {
        this(connector, request, values, List.of());
    }

    public SystemCall(ConnectorDefinition connector, ConnectorDefinition.HttpCall request, Map<String, String> values) {
        this(connector, new Request.Http(request), values);
    }

    public SystemCall(ConnectorDefinition connector, ConnectorDefinition.SoapCall request, Map<String, String> values) {
        this(connector, new Request.Soap(request), values);
    }

    /** How the question is put. */
    public sealed interface Request {
        record Http(ConnectorDefinition.HttpCall call) implements Request {}

        record Soap(ConnectorDefinition.SoapCall call) implements Request {}

        record Queue() implements Request {}

        record Rows(Intake.DatabasePoll poll) implements Request {}
    }

    /** Prints no values, which may be personal data. */
    @Override
    public String toString() {
        return "SystemCall[" + connector.id() + "]";
    }
}
