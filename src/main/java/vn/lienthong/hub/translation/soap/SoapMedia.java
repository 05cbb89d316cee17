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
 */
public record SoapMedia(SoapVersion version, @Nullable String action) {
    private static final Pattern ACTION =
            Pattern.compile(";\\s*action\\s*=\\s*\"?([^\";]*)\"?", Pattern.CASE_INSENSITIVE);

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
            case "text/xml" -> new SoapMedia(SoapVersion.SOAP_1_1, unquoted(soapAction));
            case "application/soap+xml" -> {
                Matcher action = ACTION.matcher(type);
                yield new SoapMedia(SoapVersion.SOAP_1_2, action.find() ? action.group(1) : null);
            }
            default -> null;
        };
    }

    private static @Nullable String unquoted(@Nullable String action) {
        return action == null ? null : QUOTATION.matcher(action.strip()).replaceAll("");
    }
}
