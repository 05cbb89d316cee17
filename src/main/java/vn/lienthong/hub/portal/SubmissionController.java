package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.door.Languages;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.submission.Handed;
import vn.lienthong.hub.submission.MultipartSubmission;
import vn.lienthong.hub.submission.PortalSubmission;
import vn.lienthong.hub.submission.Receipt;
import vn.lienthong.hub.submission.ReceiptJson;
import vn.lienthong.hub.submission.SubmissionLookup;

/** The REST door for what portals hand in. */
@RestController
@RequestMapping("/api/v1")
class SubmissionController {
    private static final String KEY = "Idempotency-Key";

    private final PortalSubmission submissions;
    private final MultipartSubmission multipart;
    private final SubmissionLookup lookup;

    SubmissionController(PortalSubmission submissions, MultipartSubmission multipart, SubmissionLookup lookup) {
        this.submissions = submissions;
        this.multipart = multipart;
        this.lookup = lookup;
    }

    @PostMapping(path = "/dossiers", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> submit(
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody JsonNode body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        return handIn(PortalAct.SUBMIT, null, null, key, body, caller, request);
    }

    /** The same with its files, which are streamed to disk. */
    @PostMapping(path = "/dossiers", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<byte[]> submitWithFiles(
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request)
            throws IOException {
        return handIn(PortalAct.SUBMIT, null, null, key, multipart.read(request, caller.id()), caller, request);
    }

    @PostMapping(path = "/dossiers/{code}/{what}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> aboutByPath(
            @PathVariable String code,
            @PathVariable String what,
            @RequestParam(required = false) @Nullable String agency,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody JsonNode body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        return handIn(SubmissionQuestion.actAbout(what), code, agency, key, body, caller, request);
    }

    /** For codes with slashes in them, which a path cannot carry. */
    @PostMapping(
            path = "/dossiers/{what:supplements|withdrawals|payments}",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> aboutByParameter(
            @PathVariable String what,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String agency,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody JsonNode body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        return handIn(SubmissionQuestion.actAbout(what), code, agency, key, body, caller, request);
    }

    private ResponseEntity<byte[]> handIn(
            PortalAct act,
            @Nullable String code,
            @Nullable String agency,
            @Nullable String key,
            JsonNode body,
            Caller caller,
            HttpServletRequest request) {
        var handed = new Handed(
                act,
                act == PortalAct.SUBMIT
                        ? null
                        : LookupQuestion.of(code, agency).code().value(),
                agency,
                SubmissionQuestion.object(body),
                key,
                caller,
                Languages.of(request),
                "rest",
                true);
        Receipt receipt = submissions.handIn(handed);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(
                        URI.create("/api/v1/submissions/" + receipt.submission().id()));
        if (receipt.repeated()) {
            answer.header("Idempotent-Replayed", "true");
        }
        return answer(answer, ReceiptJson.of(receipt.submission()));
    }

    /** The receipt, and how far the submission has come. */
    @GetMapping("/submissions/{id}")
    ResponseEntity<byte[]> standing(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return answer(ResponseEntity.ok(), ReceiptJson.of(lookup.find(caller, id)));
    }

    /** The bytes whose SHA-256 is on the receipt. */
    @GetMapping("/submissions/{id}/content")
    ResponseEntity<byte[]> content(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(lookup.find(caller, id).submission().content());
    }

    private static ResponseEntity<byte[]> answer(ResponseEntity.BodyBuilder answer, ObjectNode json) {
        return answer.cacheControl(CacheControl.noStore())
                .header(HttpHeaders.VARY, "Accept-Language")
                .contentType(MediaType.APPLICATION_JSON)
                .body(ProblemJson.bytes(json));
    }
}
