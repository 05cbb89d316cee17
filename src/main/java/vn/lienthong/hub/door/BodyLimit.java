package vn.lienthong.hub.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;

/** Refuses bodies over the limit: at once where the length is told, else as soon as that much was read. */
final class BodyLimit extends RequestFilter {
    private final long limit;
    private final Predicate<HttpServletRequest> limitThemselves;

    /** @param limitThemselves the requests whose doors stream the body and have limits of their own */
    BodyLimit(long limit, Predicate<HttpServletRequest> limitThemselves) {
        this.limit = limit;
        this.limitThemselves = limitThemselves;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (limitThemselves.test(request)) {
            chain.doFilter(request, response);
            return;
        }
        if (request.getContentLengthLong() > limit) {
            refuse(request, response);
            return;
        }
        if (request.getContentLengthLong() <= 0
                && request.getHeader("Transfer-Encoding") == null
                && request.getProtocol().startsWith("HTTP/1.")) {
            // Without either there is no body in this version of HTTP, and most requests have none.
            chain.doFilter(request, response);
            return;
        }
        var limited = new LimitedBody(request, limit);
        try {
            chain.doFilter(limited, response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (!limited.isExceeded()) {
                throw e;
            }
        }
        if (limited.isExceeded()) {
            refuse(request, response);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // What is still on its way is not worth reading.
        response.setHeader("Connection", "close");
        ProblemAnswer.write(request, response, HttpProblems.tooLarge(limit));
    }
}
