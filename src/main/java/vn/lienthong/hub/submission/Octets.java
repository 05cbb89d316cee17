package vn.lienthong.hub.submission;

import com.fasterxml.jackson.annotation.JsonValue;
import vn.lienthong.hub.translation.Xop;

/**
 * Stands in a submission's content for what is in a file, which travels beside it.
 *
 * @param id the Content-ID of the part that it travels in
 */
record Octets(String id) {
    /** @param sha256 of the file, in hexadecimal */
    static Octets of(String sha256) {
        return new Octets(sha256 + "@lienthong");
    }

    /** The reference to the part, as a URI. */
    @JsonValue
    @Override
    public String toString() {
        return Xop.href(id);
    }
}
