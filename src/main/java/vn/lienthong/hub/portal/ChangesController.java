package vn.lienthong.hub.portal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.status.StatusStore.FeedEntry;

/** The change feed over HTTP: page by page, or as server-sent events. */
@RestController
@RequestMapping("/api/v1/changes")
class ChangesController {
    private static final JsonFactory JSON = new JsonFactory();

    private final FeedQuestion feed;
    private final ChangeEvents events;
    private final ChangeStreams streams;

    ChangesController(FeedQuestion feed, ChangeEvents events, ChangeStreams streams) {
        this.feed = feed;
        this.events = events;
        this.streams = streams;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> page(
            @RequestParam(defaultValue = "0") String after,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String agency)
            throws IOException {
        if (limit < 1 || limit > FeedQuestion.MOST) {
            throw LookupQuestion.invalid(
                    "/limit",
                    new Bilingual("limit là " + limit + ".", "The limit is " + limit + "."),
                    new Bilingual(
                            "Chọn từ 1 đến " + FeedQuestion.MOST + ".", "Choose 1 to " + FeedQuestion.MOST + "."));
        }
        long from = FeedQuestion.position(after, "/after");
        List<FeedEntry> found = feed.changesAfter(from, limit, feed.systemsOf(agency));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(page(from, found));
    }

    private byte[] page(long from, List<FeedEntry> found) throws IOException {
        var body = new ByteArrayOutputStream(1024 * (found.size() + 1));
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (FeedEntry entry : found) {
                events.write(entry, json);
            }
            json.writeEndArray();
            long next = found.isEmpty() ? from : found.get(found.size() - 1).position();
            json.writeStringField("next", Long.toString(next));
            json.writeEndObject();
        }
        return body.toByteArray();
    }

    /** From {@code Last-Event-ID}, else from {@code after}, else from now on. */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String agency,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        List<SystemId> systems = feed.systemsOf(agency);
        String cursor = lastEventId != null && !lastEventId.isBlank() ? lastEventId : after;
        long from = cursor == null ? feed.lastPosition() : FeedQuestion.position(cursor, "/after");
        streams.open(caller, from, systems, request, response);
    }
}
