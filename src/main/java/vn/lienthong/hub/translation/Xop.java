package vn.lienthong.hub.translation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How an envelope of MTOM refers to what travels beside it: the element Include of XOP, whose href is a URI {@code cid:}. */
public final class Xop {
    public static final String NAMESPACE = "http://www.w3.org/2004/08/xop/include";
    private static final String SCHEME = "cid:";

    private Xop() {}

    /** @param id the part's Content-ID, of characters that need no escapes */
    public static String href(String id) {
        return SCHEME + id;
    }

    /** What stands in an envelope for a part, whose id needs no escapes. */
    public static String include(String id) {
        return "<xop:Include xmlns:xop=\"" + NAMESPACE + "\" href=\"" + href(id) + "\"/>";
    }

    /** The Content-ID that an href refers to; empty where it refers to none. */
    public static String id(@Nullable String href) {
        if (href == null || !href.startsWith(SCHEME)) {
            return "";
        }
        try {
            // A plus sign is one: this is no form's data.
            return URLDecoder.decode(href.substring(SCHEME.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return "";
        }
    }
}
