package vn.lienthong.hub.problem;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;

/**
 * Something that went wrong, as it is told to whoever can mend it. Holds no personal data and no secret.
 *
 * @param kind what went wrong
 * @param origin whose side it is on
 * @param stage the id of the step at which it happened, such as {@code translate}
 * @param detail what was found, and where
 * @param remedy what would be right, or what to do
 * @param pointer where in the input, as a JSON Pointer, where that is known
 */
public record Problem(
        ProblemKind kind, Origin origin, String stage, Bilingual detail, Bilingual remedy, @Nullable String pointer) {

    public Problem(ProblemKind kind, Origin origin, String stage, Bilingual detail, Bilingual remedy) {
        this(kind, origin, stage, detail, remedy, null);
    }

    /** This problem on one English line, for logs. */
    @Override
    public String toString() {
        return kind.key() + " at " + stage + " (" + origin.key() + "): " + detail.en() + " " + remedy.en();
    }
}
