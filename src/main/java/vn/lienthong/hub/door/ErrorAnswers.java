package vn.lienthong.hub.door;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;

/** Tells what went wrong outside any controller: in a filter, a servlet, or the server itself. */
@Controller
class ErrorAnswers implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    @RequestMapping("${server.error.path:/error}")
    void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Problem problem = thrown instanceof ProblemException told
                ? told.problem()
                // Asked for by name, without an error, there is nothing here.
                : HttpProblems.ofStatus(
                        status instanceof Integer code ? code : 404, request.getMethod(), RequestId.of(request));
        if (thrown instanceof Throwable cause && problem.kind() == ProblemKind.UNEXPECTED) {
            LOG.error("request {} failed in a way that was not foreseen", RequestId.of(request), cause);
        }
        if (wantsPage(request)) {
            ProblemPage.write(request, response, problem);
        } else {
            ProblemAnswer.write(request, response, problem);
        }
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html") && !isForPrograms(request);
    }

    private static boolean isForPrograms(HttpServletRequest request) {
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        return path.startsWith("/api/") || path.startsWith("/soap/") || path.startsWith("/facade/");
    }
}
