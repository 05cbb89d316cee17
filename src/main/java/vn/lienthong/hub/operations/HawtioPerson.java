package vn.lienthong.hub.operations;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells Hawtio who is looking, and lets them log out of the hub from there. Hawtio's own login is off, since people have
 * come in through the hub's; alone it would take everybody for the public.
 */
@Component
@Order(HawtioPerson.BEFORE_HAWTIO)
class HawtioPerson extends OncePerRequestFilter {
    /** Hawtio's own filters begin at 0; those of Spring Security are earlier. */
    static final int BEFORE_HAWTIO = -1;

    private static final String HAWTIO = "/actuator/hawtio";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        if (person != null && request.getServletPath().equals(HAWTIO + "/user")) {
            response.setContentType("application/json");
            response.getOutputStream().print('"' + person.getName() + '"');
        } else if (request.getServletPath().equals(HAWTIO + "/auth/logout")) {
            new SecurityContextLogoutHandler().logout(request, response, person);
            response.sendRedirect("/login?out");
        } else {
            chain.doFilter(request, response);
        }
    }
}
