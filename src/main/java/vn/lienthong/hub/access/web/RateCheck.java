package vn.lienthong.hub.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import vn.lienthong.hub.access.Access;
import vn.lienthong.hub.door.RequestFilter;

/** Counts each call of a known caller; who calls too often is told when to come back. */
final class RateCheck extends RequestFilter {
    private final Access access;
    private final Refusals refusals;

    RateCheck(Access access, Refusals refusals) {
        this.access = access;
        this.refusals = refusals;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long wait = SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                ? access.waitBeforeNext(known.getPrincipal(), 1)
                : 0;
        if (wait > 0) {
            refusals.tooMany(request, response, wait);
        } else {
            chain.doFilter(request, response);
        }
    }
}
