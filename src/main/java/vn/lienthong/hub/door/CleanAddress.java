package vn.lienthong.hub.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Refuses an address whose percent-encoded bytes are not UTF-8; the server would put another character in their place. */
final class CleanAddress extends RequestFilter {
    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isUtf8(request.getRequestURI()) && isUtf8(request.getQueryString())) {
            chain.doFilter(request, response);
        } else {
            ProblemAnswer.write(request, response, HttpProblems.notUtf8());
        }
    }

    private static boolean isUtf8(@Nullable String encoded) {
        if (encoded == null || encoded.indexOf('%') < 0) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytesOf(encoded)));
            return true;
        } catch (CharacterCodingException | NumberFormatException e) {
            return false;
        }
    }

    private static byte[] bytesOf(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int at = 0; at < encoded.length(); at++) {
            char c = encoded.charAt(at);
            if (c == '%' && at + 2 < encoded.length()) {
                bytes.write(Integer.parseInt(encoded, at + 1, at + 3, 16));
                at += 2;
            } else if (c == '%') {
                throw new NumberFormatException("an escape is cut off");
            } else {
                // A raw character was read by the server already.
                bytes.writeBytes(String.valueOf(c < 0x80 ? c : '?').getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bytes.toByteArray();
    }
}
