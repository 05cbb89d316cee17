package vn.lienthong.hub.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import vn.lienthong.hub.access.Access;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Guesses;
import vn.lienthong.hub.door.RequestFilter;

/** Knows callers by the key or password in their request's headers. A wrong one is refused at once, on every path. */
final class SecretCheck extends RequestFilter {
    private final Access access;
    private final Refusals refusals;
    private final Guesses guesses;

    SecretCheck(Access access, Refusals refusals, Guesses guesses) {
        this.access = access;
        this.refusals = refusals;
        this.guesses = guesses;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ShownSecret secret = ShownSecret.of(request);
        if (secret == null) {
            chain.doFilter(request, response);
            return;
        }
        long wait = waitBefore(secret, request);
        if (wait > 0) {
            refusals.tooMany(request, response, wait);
            return;
        }
        Optional<Caller> caller = secret.ownerIn(access);
        if (caller.isEmpty()) {
            count(secret, request);
            refusals.wrongSecret(request, response);
            return;
        }
        enter(caller.get());
        chain.doFilter(request, response);
    }

    private long waitBefore(ShownSecret secret, HttpServletRequest request) {
        return secret instanceof ShownSecret.NameAndSecret named
                ? guesses.waitBeforeNext(named.name(), request.getRemoteAddr())
                : 0;
    }

    private void count(ShownSecret secret, HttpServletRequest request) {
        if (secret instanceof ShownSecret.NameAndSecret named) {
            guesses.wrong(named.name(), request.getRemoteAddr());
        }
    }

    private static void enter(Caller caller) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallerAuthentication(caller));
        SecurityContextHolder.setContext(context);
    }
}
