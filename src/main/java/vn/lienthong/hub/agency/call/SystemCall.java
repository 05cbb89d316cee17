package vn.lienthong.hub.agency.call;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake;

/**
 * One question to a system, as its connector declares it. The body of {@code direct:<connector>-<use>-call}.
 *
 * @param connector whom to ask
 * @param request the request, with places to fill
 * @param values what to fill into the places, by name; the session is known to the call itself
 * @param file what is sent as the body, in place of the request's own; null for that
 * @param fileType the file's media type, where there is a file
 */
public record SystemCall(
        ConnectorDefinition connector,
        Request request,
        Map<String, String> values,
        @Nullable Path file,
        @Nullable String fileType) {
    public SystemCall {
        values = Map.copyOf(values);
    }

    /** A question whose body, where it has one, is the request's own. */
    public SystemCall(ConnectorDefinition connector, Request request, Map<String, String> values) {
        this(connector, request, values, null, null);
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
