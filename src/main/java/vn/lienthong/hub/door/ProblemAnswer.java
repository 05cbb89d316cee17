package vn.lienthong.hub.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import vn.lienthong.hub.problem.Problem;

/** Tells a problem over HTTP where no controller is in reach: in filters and at the server's edge. */
public final class ProblemAnswer {
    private ProblemAnswer() {}

    /** Answers with the problem, in the reader's language; headers that were set stay. */
    public static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Locale language = Languages.of(request);
        byte[] body = bodyOf(request, problem, language);
        response.resetBuffer();
        response.setStatus(problem.kind().httpStatus());
        response.setContentType(ProblemJson.CONTENT_TYPE);
        response.setHeader("Content-Language", language.getLanguage());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    static byte[] bodyOf(HttpServletRequest request, Problem problem, Locale language) {
        return ProblemJson.bytes(ProblemJson.of(problem, language, instanceOf(request), RequestId.of(request)));
    }

    /** The path asked for. Without the query, which may hold what is nobody's business. */
    private static String instanceOf(HttpServletRequest request) {
        Object original = request.getAttribute(jakarta.servlet.RequestDispatcher.ERROR_REQUEST_URI);
        String path = original == null ? request.getRequestURI() : original.toString();
        return path.length() <= 300 ? path : path.substring(0, 300) + "…";
    }
}
