package vn.lienthong.hub.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Leads the most frequent requests straight to their door, where choosing among all controllers, binding arguments and
 * converting answers would be felt. Only the plain ones: for every other the controller of the same path is there, with the same
 * answer.
 */
public final class Shortcut extends RequestFilter implements Ordered {
    /** After the filters of Spring Security (-100), which decide who may, and before any other. */
    private static final int PLACE = -50;

    private final HttpMethod method;
    private final PathPattern pattern;
    private final Predicate<HttpServletRequest> isPlain;
    private final Door door;
    private final HandlerExceptionResolver problems;

    private Shortcut(
            HttpMethod method,
            String pattern,
            Predicate<HttpServletRequest> isPlain,
            Door door,
            HandlerExceptionResolver problems) {
        this.method = method;
        this.pattern = PathPatternParser.defaultInstance.parse(pattern);
        this.isPlain = isPlain;
        this.door = door;
        this.problems = problems;
    }

    /**
     * For {@code GET} by callers who take JSON.
     *
     * @param others paths that the pattern matches and that lead elsewhere
     * @param problems tells what the door throws
     */
    public static Shortcut toJson(String pattern, Set<String> others, Door door, HandlerExceptionResolver problems) {
        return new Shortcut(
                HttpMethod.GET,
                pattern,
                request -> takesJson(request) && !others.contains(request.getRequestURI()),
                door,
                problems);
    }

    /** For {@code POST} of JSON by callers who take JSON. */
    public static Shortcut ofJson(String pattern, Door door, HandlerExceptionResolver problems) {
        return new Shortcut(
                HttpMethod.POST, pattern, request -> takesJson(request) && sendsJson(request), door, problems);
    }

    @Override
    public int getOrder() {
        return PLACE;
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
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        PathPattern.PathMatchInfo match = match(request);
        if (match == null) {
            chain.doFilter(request, response);
            return;
        }
        // So that the metrics know the path by its pattern, not by each dossier's code.
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(observed -> observed.setPathPattern(pattern.getPatternString()));
        try {
            door.answer(match.getUriVariables(), request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            if (problems.resolveException(request, response, door, e) == null) {
                throw e;
            }
        }
    }

    private PathPattern.@Nullable PathMatchInfo match(HttpServletRequest request) {
        if (!method.name().equals(request.getMethod()) || !isPlain.test(request)) {
            return null;
        }
        return pattern.matchAndExtract(
                ServletRequestPathUtils.hasParsedRequestPath(request)
                        ? ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication()
                        : ServletRequestPathUtils.parse(request).pathWithinApplication());
    }

    private static boolean takesJson(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept == null || accept.equals("*/*") || accept.equals(MediaType.APPLICATION_JSON_VALUE);
    }

    private static boolean sendsJson(HttpServletRequest request) {
        return MediaType.APPLICATION_JSON_VALUE.equals(request.getContentType());
    }
}
