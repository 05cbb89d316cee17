package vn.lienthong.hub.portal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.door.Languages;

/** The REST door for look-ups. */
@RestController
@RequestMapping(path = "/api/v1/dossiers", produces = MediaType.APPLICATION_JSON_VALUE)
class DossierController {
    static final int MOST_AT_ONCE = 100;
    private static final String VARIES_BY = "Accept-Language, Authorization, X-API-Key";
    private static final JsonFactory JSON = new JsonFactory();

    private final PortalLookup lookups;
    private final AnswerJson json;
    private final LookupSettings settings;
    private final Clock clock;

    DossierController(PortalLookup lookups, AnswerJson json, LookupSettings settings, Clock clock) {
        this.lookups = lookups;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/{code}")
    void byPath(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String agency,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        answer(code, agency, caller, request, response);
    }

    /** For codes with slashes in them, which a path cannot carry. */
    @GetMapping
    void byParameter(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String agency,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        answer(code, agency, caller, request, response);
    }

    /** The same as {@link #byPath}, for the plain requests among them. */
    void straight(Map<String, String> variables, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Object caller = SecurityContextHolder.getContext().getAuthentication().getPrincipal();
        answer(variables.get("code"), request.getParameter("agency"), (Caller) caller, request, response);
    }

    /** The bytes are at hand: they go out as they are, with no converter to be chosen. */
    private void answer(
            @Nullable String code,
            @Nullable String agency,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Locale language = Languages.of(request);
        var inquiry = new Inquiry(LookupQuestion.of(code, agency), caller, language, "rest", true, answerBy());
        Reply reply = json.of(inquiry, lookups.ask(inquiry));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage());
        response.setHeader(HttpHeaders.VARY, VARIES_BY);
        if (reply.etag() != null && new ServletWebRequest(request, response).checkNotModified(reply.etag())) {
            return;
        }
        response.setStatus(reply.status());
        response.setContentType(reply.contentType());
        response.setContentLength(reply.body().length);
        response.getOutputStream().write(reply.body());
    }

    @PostMapping(path = "/lookup", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> several(
            @RequestBody Several asked, @AuthenticationPrincipal Caller caller, HttpServletRequest request)
            throws IOException {
        List<@Nullable One> ones = asked.lookups() == null ? List.of() : asked.lookups();
        if (ones.isEmpty() || ones.size() > MOST_AT_ONCE) {
            throw LookupQuestion.invalid(
                    "/lookups",
                    new Bilingual(
                            "Yêu cầu có " + ones.size() + " mã hồ sơ.",
                            "The request asks for " + ones.size() + " dossiers."),
                    new Bilingual(
                            "Gửi từ 1 đến " + MOST_AT_ONCE + " mã trong lookups.",
                            "Send 1 to " + MOST_AT_ONCE + " codes in lookups."));
        }
        Locale language = Languages.of(request);
        Instant answerBy = answerBy();
        List<Supplier<Inquiry>> inquiries = ones.stream()
                .<Supplier<Inquiry>>map(one -> () -> new Inquiry(
                        LookupQuestion.of(codeOf(one), one == null ? null : one.agency()),
                        caller,
                        language,
                        "rest",
                        false,
                        answerBy))
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
                .header(HttpHeaders.VARY, VARIES_BY)
                .contentType(MediaType.APPLICATION_JSON)
                .body(results(ones, lookups.replies(inquiries, language)));
    }

    private static @Nullable String codeOf(@Nullable One one) {
        return one == null ? null : one.code();
    }

    private static byte[] results(List<@Nullable One> ones, List<Reply> replies) throws IOException {
        var body = new ByteArrayOutputStream(2048 * replies.size());
        try (JsonGenerator results = JSON.createGenerator(body)) {
            results.writeStartObject();
            results.writeArrayFieldStart("results");
            for (int i = 0; i < replies.size(); i++) {
                Reply reply = replies.get(i);
                results.writeStartObject();
                String code = codeOf(ones.get(i));
                if (code != null) {
                    results.writeStringField("code", shown(code));
                }
                results.writeNumberField("status", reply.status());
                results.writeFieldName(reply.status() == 200 ? "answer" : "problem");
                results.writeRawValue(new String(reply.body(), StandardCharsets.UTF_8));
                results.writeEndObject();
            }
            results.writeEndArray();
            results.writeEndObject();
        }
        return body.toByteArray();
    }

    // What was sent says which result is whose; a novel in place of a code need not come back.
    private static String shown(String code) {
        return code.length() <= 200 ? code : code.substring(0, 200) + "…";
    }

    private Instant answerBy() {
        return clock.instant().plus(settings.deadline());
    }

    /** The body of a request for many. */
    record Several(@Nullable List<@Nullable One> lookups) {}

    /** One dossier asked for among many. */
    record One(@Nullable String code, @Nullable String agency) {}
}
