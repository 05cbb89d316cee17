package vn.lienthong.hub.door;

import java.io.IOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Tells what the server refuses before any filter runs, such as an unreadable request line: as problem+json, without the
 * server's name, version or stack trace. Tomcat makes one by its class name.
 */
public final class EdgeRefusals extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeRefusals.class);

    @Override
    protected void report(Request request, Response response, Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (thrown != null) {
            LOG.error("the server failed with {}", HttpStatus.valueOf(status), thrown);
        }
        Locale language = Languages.ofHeader(request.getHeader("Accept-Language"));
        var problem = HttpProblems.ofStatus(status, String.valueOf(request.getMethod()), RequestId.of(request));
        byte[] body = ProblemJson.bytes(ProblemJson.of(problem, language).put("status", status));
        try {
            response.setContentType(ProblemJson.CONTENT_TYPE);
            response.setHeader("Content-Language", language.getLanguage());
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("a caller left before its refusal was written", e);
        } catch (RuntimeException e) {
            ExceptionUtils.handleThrowable(e);
            LOG.warn("a refusal could not be written", e);
        }
    }
}
