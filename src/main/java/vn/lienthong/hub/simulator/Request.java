package vn.lienthong.hub.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a simulator was asked.
 *
 * @param path as it came, still encoded
 */
record Request(String method, String path, Map<String, String> query, Headers headers, byte[] body) {
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    static Request of(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new IllegalArgumentException("a request of more than 64 MB is more than a simulator takes");
        }
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                pairs(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders(),
                body);
    }

    /** The body's pairs, where it is a form. */
    Map<String, String> form() {
        return pairs(new String(body, StandardCharsets.UTF_8));
    }

    @Nullable
    String header(String name) {
        return headers.getFirst(name);
    }

    /** @throws IllegalArgumentException if the query's value is no whole number in the range */
    int number(String name, int otherwise, int least, int most) {
        String value = query.getOrDefault(name, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number out of range.
        }
        throw new IllegalArgumentException(
                name + " was \"" + value + "\" but it is a whole number from " + least + " to " + most);
    }

    private static Map<String, String> pairs(@Nullable String encoded) {
        Map<String, String> pairs = new HashMap<>();
        if (encoded == null || encoded.isBlank()) {
            return pairs;
        }
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.put(decoded(name), decoded(value));
        }
        return pairs;
    }

    static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
