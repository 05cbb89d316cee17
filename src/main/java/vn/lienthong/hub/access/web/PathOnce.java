package vn.lienthong.hub.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.util.ServletRequestPathUtils;
import vn.lienthong.hub.door.RequestFilter;

/** Takes a request's path apart once, for all rules about paths: each would do it for itself, and there are twenty. */
final class PathOnce extends RequestFilter {
    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ServletRequestPathUtils.parseAndCache(request);
        try {
            chain.doFilter(request, response);
        } finally {
            // A page about an error, to which the server may lead next, has another path.
            ServletRequestPathUtils.clearParsedRequestPath(request);
        }
    }
}
