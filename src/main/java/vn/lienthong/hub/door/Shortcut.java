package vn.lienthong.hub.door;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Leads the most frequent requests straight to their door, where choosing among all controllers, binding arguments and
 * converting answers would be felt. Only the plain ones: for every other the controller of the same path is there, with the same
 * answer.
 */
public final class Shortcut extends AbstractHandlerMapping {
    private final HttpMethod method;
    private final PathPattern pattern;
    private final Predicate<HttpServletRequest> isPlain;
    private final Door door;

    private Shortcut(HttpMethod method, String pattern, Predicate<HttpServletRequest> isPlain, Door door) {
        this.method = method;
        this.pattern = PathPatternParser.defaultInstance.parse(pattern);
        this.isPlain = isPlain;
        this.door = door;
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    /** For {@code GET} by callers who take JSON. */
    public static Shortcut toJson(String pattern, Door door) {
        return new Shortcut(HttpMethod.GET, pattern, Shortcut::takesJson, door);
    }

    /** For {@code POST} of JSON by callers who take JSON. */
    public static Shortcut ofJson(String pattern, Door door) {
        return new Shortcut(HttpMethod.POST, pattern, request -> takesJson(request) && sendsJson(request), door);
    }

    /** What is behind the way. */
    @FunctionalInterface
    public interface Door {
        /**
         * Answers a request. What it throws is told as a controller's.
         *
         * @param variables what the path's pattern names, decoded
         */
        void answer(Map<String, String> variables, HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException;
    }

    @Override
    protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
        if (!method.name().equals(request.getMethod()) || !isPlain.test(request)) {
            return null;
        }
        PathContainer path =
                ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
        PathPattern.PathMatchInfo match = pattern.matchAndExtract(path);
        if (match == null) {
            return null;
        }
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern.getPatternString());
        // So that the metrics know the path by its pattern, not by each dossier's code.
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(observed -> observed.setPathPattern(pattern.getPatternString()));
        Map<String, String> variables = match.getUriVariables();
        return (HttpRequestHandler) (asked, answer) -> door.answer(variables, asked, answer);
    }

    private static boolean takesJson(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept == null || accept.equals("*/*") || accept.equals(MediaType.APPLICATION_JSON_VALUE);
    }

    private static boolean sendsJson(HttpServletRequest request) {
        return MediaType.APPLICATION_JSON_VALUE.equals(request.getContentType());
    }
}
