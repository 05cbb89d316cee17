package vn.lienthong.hub.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;
import vn.lienthong.hub.problem.Problem;

/** A problem as a plain page, for people whose browser asked. Needs nothing that could be what went wrong. */
final class ProblemPage {
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="%s">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title></head>
            <body><main><h1>%s</h1><p>%s</p><p>%s</p><p><small>%s</small></p><p><a href="/">Liên Thông</a></p></main></body>
            </html>
            """;

    private ProblemPage() {}

    static void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Locale language = Languages.of(request);
        String title = shown(problem.kind().title().in(language));
        byte[] page = PAGE.formatted(
                        language.getLanguage(),
                        title,
                        title,
                        shown(problem.detail().in(language)),
                        shown(problem.remedy().in(language)),
                        shown(String.valueOf(RequestId.of(request))))
                .getBytes(StandardCharsets.UTF_8);
        response.resetBuffer();
        response.setStatus(problem.kind().httpStatus());
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Language", language.getLanguage());
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(page);
        response.flushBuffer();
    }

    private static String shown(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
