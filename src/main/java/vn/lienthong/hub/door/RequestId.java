package vn.lienthong.hub.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Gives each request an id, or keeps the caller's: it is answered in {@code X-Request-Id}, stands in problems, and in the
 * log as {@code requestId}.
 */
public final class RequestId extends RequestFilter {
    public static final String HEADER = "X-Request-Id";
    /** The key in the logging context. */
    public static final String LOG_KEY = "requestId";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = given(request);
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        MDC.put(LOG_KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(LOG_KEY);
        }
    }

    private static String given(HttpServletRequest request) {
        String header = request.getHeader(HEADER);
        return header != null && FIT.matcher(header).matches() ? header : fresh();
    }

    /** Unlike any other, and no secret: that costs much less than an id nobody can guess. */
    private static String fresh() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** The id of a request, or null where it came to no filter. */
    public static @Nullable String of(HttpServletRequest request) {
        return (String) request.getAttribute(ATTRIBUTE);
    }
}
