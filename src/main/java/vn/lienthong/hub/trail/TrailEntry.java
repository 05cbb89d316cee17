package vn.lienthong.hub.trail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.store.Micros;

/**
 * One link of a chain: acts of one actor, verb, outcome and door that came closely one after the other.
 *
 * @param number from 1, without gaps within its chain
 * @param at when the first act was, in microseconds since 1970
 * @param subjects a line for each act: by how many microseconds it was later than the first one, a space, its subject
 * @param hash 32 bytes, of this entry and the hash before it: see {@link #hashAfter}
 */
public record TrailEntry(
        long number, long at, String actor, String verb, String outcome, String door, String subjects, byte[] hash) {
    /**
     * The SHA-256 of: the hash before (32 bytes), number and time (8 bytes each), and then actor, verb, outcome, door and
     * subjects, each as its length in bytes (4 bytes) and its UTF-8. Numbers are big-endian.
     */
    byte[] hashAfter(byte[] before) {
        return hash(before, number, at, actor, verb, outcome, door, subjects);
    }

    static TrailEntry after(
            byte[] before,
            long number,
            long at,
            String actor,
            String verb,
            String outcome,
            String door,
            String subjects) {
        byte[] hash = hash(before, number, at, actor, verb, outcome, door, subjects);
        return new TrailEntry(number, at, actor, verb, outcome, door, subjects, hash);
    }

    private static byte[] hash(byte[] before, long number, long at, String... texts) {
        MessageDigest digest = Digests.sha256();
        byte[] head = new byte[16];
        ByteBuffer.wrap(head).putLong(number).putLong(at);
        digest.update(before);
        digest.update(head);
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return digest.digest();
    }

    /** The acts, each with its own time and subject. A line that says no time, which only a changed entry has, is at the first's. */
    public List<Trail.Act> acts() {
        List<Trail.Act> acts = new ArrayList<>();
        for (String line : subjects.split("\n", -1)) {
            int space = line.indexOf(' ');
            boolean timed = space > 0 && line.substring(0, space).matches("-?\\d{1,18}");
            long later = timed ? Long.parseLong(line.substring(0, space)) : 0;
            String subject = timed ? line.substring(space + 1) : line;
            acts.add(new Trail.Act(instant(at + later), actor, verb, subject, outcome, door));
        }
        return acts;
    }

    private static Instant instant(long micros) {
        return Micros.instant(micros);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrailEntry entry
                && number == entry.number
                && at == entry.at
                && List.of(actor, verb, outcome, door, subjects)
                        .equals(List.of(entry.actor, entry.verb, entry.outcome, entry.door, entry.subjects))
                && Arrays.equals(hash, entry.hash);
    }

    @Override
    public int hashCode() {
        return Objects.hash(number, Arrays.hashCode(hash));
    }
}
