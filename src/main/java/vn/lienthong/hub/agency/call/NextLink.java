package vn.lienthong.hub.agency.call;

import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The header {@code Link} (RFC 8288), as far as lists use it to tell where their next page is. */
public final class NextLink {
    private static final Pattern LINK = Pattern.compile("<([^<>]{0,2000})>([^<>]{0,500})");
    private static final Pattern NEXT =
            Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next(?![\\w-]))");

    private NextLink() {}

    /** @param header one text, or several where it was sent several times */
    static @Nullable String in(@Nullable Object header) {
        String text = header instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(header);
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            if (NEXT.matcher(link.group(2)).find()) {
                return link.group(1).strip();
            }
        }
        return null;
    }

    /**
     * The path that a link leads to at a system's own address, as a request tells it.
     *
     * @param from the path of the request whose answer had it
     * @return nothing if it leads elsewhere: what a system answers shall not choose where the hub's credentials go
     */
    public static Optional<String> path(String link, URI address, String from) {
        String base = address.toString().replaceAll("/+$", "");
        try {
            String query = from.indexOf('?') < 0 ? from : from.substring(0, from.indexOf('?'));
            // Java takes a link that is a query only for one below the folder, as an older rule had it.
            String whole = link.startsWith("?") ? query + link : link;
            String leadsTo = URI.create(base + query)
                    .resolve(whole.startsWith(query) ? base + whole : whole)
                    .normalize()
                    .toString();
            return leadsTo.startsWith(base + "/") || leadsTo.startsWith(base + "?")
                    // A template would take a brace for one of its places.
                    ? Optional.of(leadsTo.substring(base.length()).replace("{", "%7B"))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
