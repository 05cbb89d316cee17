package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Limits;

/** The XML of one document as it is written, and what everyone who writes it has to keep to. */
final class XmlOutput {
    final XmlBytes bytes;
    final Trail trail;
    final Limits limits;
    boolean strict;
    final XmlNames names;
    final JsonText texts;
    /** Where octets go; null where they stay in the document. */
    final @Nullable OctetsBeside beside;

    private long dropped;
    private long tried;

    XmlOutput(Plan plan, XmlBytes bytes, Strictness strictness, Limits limits, @Nullable OctetsBeside beside) {
        this.beside = beside;
        this.bytes = bytes;
        this.limits = limits;
        this.strict = strictness == Strictness.STRICT;
        this.trail = new Trail(limits.depth());
        this.names = new XmlNames(plan.prefixes());
        this.texts = new JsonText(strict, names::prefixed);
    }

    long dropped() {
        return dropped;
    }

    /** Makes the attempt to write something, after which all is as before if it is refused. */
    void attempt(long tokens, boolean strictly, OpenElement.Values attempt) throws IOException {
        tried += tokens;
        if (tried > limits.values()) {
            throw Untranslatable.tooLarge(where(), "has too many alternatives within alternatives");
        }
        long from = bytes.position();
        int depth = trail.depth();
        long droppedBefore = dropped;
        boolean strictBefore = strict;
        strict = strictly;
        bytes.hold();
        try {
            attempt.write();
        } catch (Untranslatable refused) {
            bytes.cut(from);
            trail.leaveTo(depth);
            dropped = droppedBefore;
            names.undeclared();
            throw refused;
        } finally {
            bytes.release();
            strict = strictBefore;
        }
    }

    String where() {
        return trail.toString();
    }

    XmlOutput raw(String text) {
        bytes.raw(text);
        return this;
    }

    XmlOutput raw(byte[] octets) {
        bytes.raw(octets);
        return this;
    }

    void declarations() {
        if (names.hasUndeclared()) {
            raw(names.undeclared());
        }
    }

    void escaped(String text, boolean attribute) {
        told(bytes.escaped(text, attribute));
    }

    void escaped(char[] text, int from, int count) {
        told(bytes.escaped(text, from, count, false));
    }

    private void told(int refused) {
        if (refused >= 0) {
            throw Untranslatable.malformed(
                    where(), "has the character U+%04X, which XML 1.0 cannot carry".formatted(refused));
        }
    }

    /** Passes over a member that nobody declared, or refuses it. */
    void drop(String member, JsonParser json) throws IOException {
        if (strict) {
            throw Untranslatable.structure(where(), "has the member " + member + ", which is not declared", null);
        }
        dropped++;
        json.skipChildren();
    }

    void refuseFixed(String path, SimpleType type, String text, String fixed) {
        if (!type.same(text, type.normalised(fixed))) {
            throw Untranslatable.value(path, text, "\"" + fixed + "\", which is fixed");
        }
    }
}
