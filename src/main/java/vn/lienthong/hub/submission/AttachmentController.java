package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.problem.ProblemException;

/** Where portals upload attachments, each by itself, and where agencies' systems fetch them by their links. */
@RestController
@RequestMapping("/api/v1/attachments")
class AttachmentController {
    private static final Pattern SHA_256 = Pattern.compile("(?:^|[,\\s])sha-256=:([A-Za-z0-9+/=]+):");
    private static final int HASH_BYTES = 32;

    private final AttachmentStore store;
    private final LinkTokens tokens;
    private final SubmissionTrail trail;
    private final Clock clock;

    AttachmentController(AttachmentStore store, LinkTokens tokens, SubmissionTrail trail, Clock clock) {
        this.store = store;
        this.tokens = tokens;
        this.trail = trail;
        this.clock = clock;
    }

    /** The body is streamed to disk; what is too large is refused as soon as that much has come. */
    @PostMapping
    ResponseEntity<byte[]> upload(
            @RequestHeader(name = "Content-Digest", required = false) @Nullable String digest,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request)
            throws IOException {
        try {
            var kept = store.keep(request.getInputStream(), request.getContentType(), expected(digest), caller.id());
            trail.note(caller.id(), "upload", kept.sha256(), "kept", "rest");
            var json = JsonNodeFactory.instance
                    .objectNode()
                    .put("sha256", kept.sha256())
                    .put("size", kept.size())
                    .put("mediaType", kept.mediaType());
            return ResponseEntity.status(HttpStatus.CREATED)
                    .cacheControl(CacheControl.noStore())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(SubmissionJson.write(json));
        } catch (ProblemException e) {
            trail.note(caller.id(), "upload", "-", e.problem().kind().key(), "rest");
            throw e;
        }
    }

    /** The SHA-256 that {@code Content-Digest} tells, in hexadecimal; null where the header is not there. */
    private static @Nullable String expected(@Nullable String digest) {
        if (digest == null) {
            return null;
        }
        Matcher told = SHA_256.matcher(digest);
        try {
            byte[] hash = told.find() ? Base64.getDecoder().decode(told.group(1)) : new byte[0];
            if (hash.length == HASH_BYTES) {
                return HexFormat.of().formatHex(hash);
            }
        } catch (IllegalArgumentException e) {
            // Told below, as one of another length is.
        }
        throw AttachmentProblems.badDigest();
    }

    /** Whoever has the link may fetch the file until it expires; no key is needed. */
    @GetMapping("/{sha256}")
    ResponseEntity<Resource> fetch(
            @PathVariable String sha256,
            @RequestParam(defaultValue = "0") long until,
            @RequestParam(name = "for", defaultValue = "") String system,
            @RequestParam(defaultValue = "") String token)
            throws IOException {
        if (!tokens.isGood(sha256, system, until, token, clock.instant())) {
            throw AttachmentProblems.linkNotGood();
        }
        Path file = store.find(sha256).orElseThrow(AttachmentProblems::gone);
        trail.note(system, "fetch-attachment", sha256, "sent", "rest");
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(Files.size(file))
                .body(new FileSystemResource(file));
    }
}
