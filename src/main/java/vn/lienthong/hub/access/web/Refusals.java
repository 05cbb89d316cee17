package vn.lienthong.hub.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.AccessProblems;
import vn.lienthong.hub.door.ProblemAnswer;
import vn.lienthong.hub.problem.Problem;

/** Tells callers that they are not known, may not, or ask too often. */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        unknown(request, response, AccessProblems.noSecret());
    }

    void wrongSecret(HttpServletRequest request, HttpServletResponse response) throws IOException {
        unknown(request, response, AccessProblems.wrongSecret());
    }

    private static void unknown(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        response.addHeader("WWW-Authenticate", "Bearer realm=\"lienthong\"");
        // A browser would keep a Basic login and send it along for other sites' forms; people there use the login page.
        if (request.getHeader("Sec-Fetch-Mode") == null) {
            response.addHeader("WWW-Authenticate", "Basic realm=\"lienthong\", charset=\"UTF-8\"");
        }
        ProblemAnswer.write(request, response, problem);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        ProblemAnswer.write(request, response, problemOf(reason));
    }

    private static Problem problemOf(AccessDeniedException reason) {
        if (reason instanceof AuthorizationDeniedException denied
                && denied.getAuthorizationResult() instanceof Needed.Lacking lacking) {
            return lacking.problem();
        }
        return reason instanceof CsrfException ? AccessProblems.formExpired() : AccessProblems.denied();
    }

    void tooMany(HttpServletRequest request, HttpServletResponse response, long waitMillis) throws IOException {
        response.setHeader("Retry-After", Long.toString(AccessProblems.seconds(waitMillis)));
        ProblemAnswer.write(request, response, AccessProblems.tooMany(waitMillis));
    }
}
