package vn.lienthong.hub.door;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Which language a reader is answered in: the one chosen on a page, else the first of {@code Accept-Language} that the hub
 * speaks, else Vietnamese.
 */
public final class Languages implements LocaleResolver {
    public static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    public static final Locale ENGLISH = Locale.ENGLISH;

    /** The query parameter by which a page's reader chooses, and the cookie that remembers it. */
    public static final String CHOICE = "lang";

    private static final List<Locale> SPOKEN = List.of(VIETNAMESE, ENGLISH);

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return of(request);
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response != null && locale != null && SPOKEN.contains(locale)) {
            var cookie = new Cookie(CHOICE, locale.getLanguage());
            cookie.setPath("/");
            cookie.setMaxAge(60 * 60 * 24 * 365);
            cookie.setHttpOnly(true);
            cookie.setAttribute("SameSite", "Lax");
            response.addCookie(cookie);
        }
    }

    /** The language to answer this request in. */
    public static Locale of(HttpServletRequest request) {
        Locale chosen = chosen(request);
        return chosen != null ? chosen : ofHeader(request.getHeader("Accept-Language"));
    }

    /** The language to answer somebody in who sent this {@code Accept-Language}. */
    public static Locale ofHeader(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return VIETNAMESE;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
            return found == null ? VIETNAMESE : found;
        } catch (IllegalArgumentException e) {
            // A header nobody can read chooses nothing.
            return VIETNAMESE;
        }
    }

    /** The page that a request asks for with all that it asks, in a language: a link from that page to itself. */
    public static String choosing(Locale language, HttpServletRequest request) {
        String query = request.getQueryString();
        return Stream.concat(
                        Stream.of(query == null ? new String[0] : query.split("&"))
                                .filter(part -> !part.isEmpty() && !part.startsWith(CHOICE + "=")),
                        Stream.of(CHOICE + "=" + language.getLanguage()))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static @Nullable Locale chosen(HttpServletRequest request) {
        // Not getParameter: it would read a form's body before the limits are in place.
        String query = request.getQueryString();
        if (query != null) {
            for (String part : query.split("&")) {
                if (part.startsWith(CHOICE + "=")) {
                    return spoken(part.substring(CHOICE.length() + 1));
                }
            }
        }
        Cookie cookie = WebUtils.getCookie(request, CHOICE);
        return cookie == null ? null : spoken(cookie.getValue());
    }

    private static @Nullable Locale spoken(String tag) {
        return SPOKEN.stream()
                .filter(locale -> locale.getLanguage().equals(tag))
                .findFirst()
                .orElse(null);
    }
}
