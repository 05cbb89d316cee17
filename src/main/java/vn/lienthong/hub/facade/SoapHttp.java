package vn.lienthong.hub.facade;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.openapi.SoapRefused.Code;
import vn.lienthong.hub.translation.openapi.SoapReplies;
import vn.lienthong.hub.translation.soap.SoapVersion;

/**
 * An envelope's way over HTTP, in the version that its request says.
 *
 * @param parts the type of a message of MTOM, with the boundary of its parts; empty for an envelope alone
 */
record SoapHttp(SoapVersion version, @Nullable String action, String parts, HttpServletResponse response) {
    private static final Pattern ACTION =
            Pattern.compile(";\\s*action\\s*=\\s*\"?([^\";]*)\"?", Pattern.CASE_INSENSITIVE);

    private static final Pattern XOP =
            Pattern.compile(";\\s*type\\s*=\\s*\"?application/xop\\+xml", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECOND =
            Pattern.compile(";\\s*start-info\\s*=\\s*\"?application/soap\\+xml", Pattern.CASE_INSENSITIVE);

    private static final Pattern QUOTATION = Pattern.compile("^\"|\"$");

    /** Null for a request that carries no envelope, or a compressed one, which may be a bomb. */
    static @Nullable SoapHttp of(HttpServletRequest request, HttpServletResponse response) {
        String type = request.getContentType() == null ? "" : request.getContentType();
        String coding = request.getHeader("Content-Encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            return null;
        }
        return switch (type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
            case "text/xml" -> first(request, "", response);
            case "application/soap+xml" -> second(type, "", response);
            case "multipart/related" ->
                !XOP.matcher(type).find()
                        ? null
                        : SECOND.matcher(type).find() ? second(type, type, response) : first(request, type, response);
            default -> null;
        };
    }

    private static SoapHttp first(HttpServletRequest request, String parts, HttpServletResponse response) {
        return new SoapHttp(SoapVersion.SOAP_1_1, unquoted(request.getHeader("SOAPAction")), parts, response);
    }

    private static SoapHttp second(String type, String parts, HttpServletResponse response) {
        Matcher action = ACTION.matcher(type);
        return new SoapHttp(SoapVersion.SOAP_1_2, action.find() ? action.group(1) : null, parts, response);
    }

    private static @Nullable String unquoted(@Nullable String action) {
        return action == null ? null : QUOTATION.matcher(action.strip()).replaceAll("");
    }

    void fault(Code code, String words) throws IOException {
        HeldAnswer envelope = answer();
        SoapReplies.fault(version, code, words, envelope);
        envelope.end(
                status(code == Code.RECEIVER ? SoapReplies.Outcome.RECEIVER_FAULT : SoapReplies.Outcome.SENDER_FAULT));
    }

    /** Where an envelope is written to, and then ended with the {@link #status} of what it is. */
    HeldAnswer answer() {
        return new HeldAnswer(response, version.contentType(""));
    }

    int status(SoapReplies.Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> 200;
            // SOAP 1.1 has every fault in a 500.
            case SENDER_FAULT -> version == SoapVersion.SOAP_1_1 ? 500 : 400;
            case RECEIVER_FAULT -> 500;
        };
    }
}
