package vn.lienthong.hub.access.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import vn.lienthong.hub.access.Access;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Guesses;

/** Checks what a person typed on the login page. Clients have keys for programs and no place there. */
final class PersonLogin implements AuthenticationProvider {
    private final Access access;
    private final Guesses guesses;

    PersonLogin(Access access, Guesses guesses) {
        this.access = access;
        this.guesses = guesses;
    }

    @Override
    public Authentication authenticate(Authentication typed) {
        String login = typed.getName();
        String from = typed.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "";
        if (guesses.waitBeforeNext(login, from) > 0) {
            throw new LockedException("too many wrong passwords for this login from this address");
        }
        return access.byNameAndSecret(login, String.valueOf(typed.getCredentials()))
                .filter(caller -> caller.kind() == Caller.Kind.PERSON)
                .map(CallerAuthentication::new)
                .orElseThrow(() -> {
                    guesses.wrong(login, from);
                    return new BadCredentialsException("login or password is not right");
                });
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }

    /** Whether the request is of somebody at a browser, to be shown the login page. */
    static boolean isPageRequest(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html") && ShownSecret.of(request) == null;
    }
}
