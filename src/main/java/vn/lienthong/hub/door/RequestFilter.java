package vn.lienthong.hub.door;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.GenericFilterBean;

/**
 * A filter of requests from outside. What the server leads on within itself, such as to a page about an error or to the end of an
 * asynchronous answer, passes it by. Spring's {@code OncePerRequestFilter} is for filters that may stand in a chain twice: it
 * keeps a note with the request, which is sought, made and removed by each. In a chain of a dozen that is felt.
 */
public abstract class RequestFilter extends GenericFilterBean {
    @Override
    public final void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && request instanceof HttpServletRequest asked
                && response instanceof HttpServletResponse answer) {
            filter(asked, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Lets the request go on by the chain, or answers it. */
    protected abstract void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException;
}
