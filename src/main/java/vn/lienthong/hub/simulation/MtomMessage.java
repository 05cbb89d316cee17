package vn.lienthong.hub.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.MultipartInput;
import vn.lienthong.hub.simulator.SampleServer.Asked;

/**
 * An envelope with what travels beside it.
 *
 * @param asked the question, with the envelope for its body
 * @param parts the contents of the parts by their Content-IDs; none where the envelope came alone
 */
record MtomMessage(Asked asked, Map<String, byte[]> parts) {
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\";]+)");
    private static final Pattern ID = Pattern.compile("(?im)^Content-ID:\\s*<?([^>\\r\\n]+)>?");

    static MtomMessage of(Asked asked) {
        String type = String.valueOf(asked.headers().get("Content-Type"));
        Matcher boundary = BOUNDARY.matcher(type);
        if (!type.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/related") || !boundary.find()) {
            return new MtomMessage(asked, Map.of());
        }
        try {
            MultipartInput message = MultipartInput.builder()
                    .setInputStream(new ByteArrayInputStream(asked.content()))
                    .setBoundary(boundary.group(1).getBytes(StandardCharsets.ISO_8859_1))
                    .get();
            Map<String, byte[]> parts = new LinkedHashMap<>();
            byte[] envelope = null;
            for (boolean more = message.skipPreamble(); more; more = message.readBoundary()) {
                Matcher id = ID.matcher(message.readHeaders());
                byte[] content = message.newInputStream().readAllBytes();
                if (envelope == null) {
                    envelope = content;
                } else if (id.find()) {
                    parts.put(id.group(1).strip(), content);
                }
            }
            return new MtomMessage(asked.with(envelope == null ? new byte[0] : envelope), parts);
        } catch (IOException e) {
            throw new IllegalArgumentException("the message of several parts breaks off: " + e.getMessage(), e);
        }
    }
}
