package vn.lienthong.hub.simulator;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a simulator answers. */
record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
    static final String JSON = "application/json; charset=utf-8";

    /** No JSON, no XML, and not even UTF-8. */
    static final byte[] GARBAGE = {'<', '{', (byte) 0xC3, '(', '"', ']', (byte) 0xFF, '&', '>', '\n'};

    static Reply json(int status, Object value) {
        return new Reply(status, JSON, Json.bytes(value), Map.of());
    }

    static Reply text(int status, String contentType, String text) {
        return new Reply(status, contentType + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Reply problem(int status, String detail) {
        return json(status, Map.of("error", detail));
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, body, more);
    }

    /** The same envelope with nothing readable in it. */
    Reply garbled() {
        return new Reply(200, contentType, GARBAGE, headers);
    }
}
