package vn.lienthong.hub.translation.soap;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP request says of the envelope that it carries.
 *
 * @param version by its media type
 * @param action what the envelope asks for; null or empty where the request says nothing
 * @param parts the type of a message of MTOM, with the boundary of its parts; empty for an envelope alone
 */
public record SoapMedia(SoapVersion version, @Nullable String action, String parts) {
    private static final Pattern ACTION =
            Pattern.compile(";\\s*action\\s*=\\s*\"?([^\";]*)\"?", Pattern.CASE_INSENSITIVE);

    private static final Pattern XOP =
            Pattern.compile(";\\s*type\\s*=\\s*\"?application/xop\\+xml", Pattern.CASE_INSENSITIVE);

    private static final Pattern SECOND =
            Pattern.compile(";\\s*start-info\\s*=\\s*\"?application/soap\\+xml", Pattern.CASE_INSENSITIVE);

    private static final Pattern QUOTATION = Pattern.compile("^\"|\"$");

    /**
     * Null for a request that carries no envelope, or a compressed one, which may be a bomb.
     *
     * @param contentType as the request has it
     * @param soapAction the header in which SOAP 1.1 tells its action
     * @param contentEncoding as the request has it
     */
    public static @Nullable SoapMedia of(
            @Nullable String contentType, @Nullable String soapAction, @Nullable String contentEncoding) {
        if (contentEncoding != null && !contentEncoding.equalsIgnoreCase("identity")) {
            return null;
        }
        String type = contentType == null ? "" : contentType;
        return switch (type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
            case "text/xml" -> first(soapAction, "");
            case "application/soap+xml" -> second(type, "");
            case "multipart/related" ->
                !XOP.matcher(type).find()
                        ? null
                        : SECOND.matcher(type).find() ? second(type, type) : first(soapAction, type);
            default -> null;
        };
    }

    private static SoapMedia first(@Nullable String soapAction, String parts) {
        return new SoapMedia(SoapVersion.SOAP_1_1, unquoted(soapAction), parts);
    }

    private static SoapMedia second(String type, String parts) {
        Matcher action = ACTION.matcher(type);
        return new SoapMedia(SoapVersion.SOAP_1_2, action.find() ? action.group(1) : null, parts);
    }

    private static @Nullable String unquoted(@Nullable String action) {
        return action == null ? null : QUOTATION.matcher(action.strip()).replaceAll("");
    }
}
