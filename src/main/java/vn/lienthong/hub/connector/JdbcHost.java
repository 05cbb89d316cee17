package vn.lienthong.hub.connector;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which host a JDBC address leads to: each database writes it in its own way, behind two slashes or an at sign. */
public final class JdbcHost {
    private static final Pattern HOST = Pattern.compile("jdbc:[^?;]*?(?://|@)(\\[[0-9a-fA-F:]+]|[A-Za-z0-9._-]+)");

    private JdbcHost() {}

    /** The host, or null where the address names none, or several in a way that is not known. */
    public static @Nullable String of(String url) {
        Matcher host = HOST.matcher(url);
        return host.lookingAt() ? host.group(1) : null;
    }

    /** A JDBC address, or a host, as an address that can be judged as others are. */
    static String asAddress(String text) {
        if (text.isEmpty() || text.startsWith("http")) {
            return text;
        }
        String host = text.startsWith("jdbc:") ? of(text) : text;
        return host == null ? text : "http://" + host;
    }
}
