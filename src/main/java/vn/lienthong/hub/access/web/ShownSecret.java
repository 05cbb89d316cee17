package vn.lienthong.hub.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.access.Access;
import vn.lienthong.hub.access.Caller;

/** The key or password that a request shows in its headers. */
sealed interface ShownSecret {
    String KEY_HEADER = "X-API-Key";

    /** Whom it belongs to. */
    Optional<Caller> ownerIn(Access access);

    /** A key without a name: {@code X-API-Key} or {@code Authorization: Bearer}. */
    record Key(String key) implements ShownSecret {
        @Override
        public Optional<Caller> ownerIn(Access access) {
            return access.byKey(key);
        }

        @Override
        public String toString() {
            return "Key";
        }
    }

    /** A name with a key or a password: {@code Authorization: Basic}. */
    record NameAndSecret(String name, String secret) implements ShownSecret {
        @Override
        public Optional<Caller> ownerIn(Access access) {
            return access.byNameAndSecret(name, secret);
        }

        @Override
        public String toString() {
            return "NameAndSecret";
        }
    }

    /** Something in the place of a secret that cannot be read as one. */
    record Unreadable() implements ShownSecret {
        @Override
        public Optional<Caller> ownerIn(Access access) {
            return Optional.empty();
        }
    }

    /** What the request shows, or null if nothing. */
    static @Nullable ShownSecret of(HttpServletRequest request) {
        String key = request.getHeader(KEY_HEADER);
        if (key != null) {
            return new Key(key.strip());
        }
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return null;
        }
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return new Key(authorization.substring(7).strip());
        }
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return basic(authorization.substring(6).strip());
        }
        return new Unreadable();
    }

    private static ShownSecret basic(String encoded) {
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            String pair = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int colon = pair.indexOf(':');
            return colon < 0
                    ? new Unreadable()
                    : new NameAndSecret(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return new Unreadable();
        }
    }
}
