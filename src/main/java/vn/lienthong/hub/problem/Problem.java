package vn.lienthong.hub.problem;

import java.util.List;
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
 * @param faults each fault in the input by itself, where there can be several; else empty
 */
public record Problem(
        ProblemKind kind,
        Origin origin,
        String stage,
        Bilingual detail,
        Bilingual remedy,
        @Nullable String pointer,
        List<Fault> faults) {

    public Problem {
        faults = faults == null ? List.of() : List.copyOf(faults);
    }

    public Problem(
            ProblemKind kind,
            Origin origin,
            String stage,
            Bilingual detail,
            Bilingual remedy,
            @Nullable String pointer) {
        this(kind, origin, stage, detail, remedy, pointer, List.of());
    }

    public Problem(ProblemKind kind, Origin origin, String stage, Bilingual detail, Bilingual remedy) {
        this(kind, origin, stage, detail, remedy, null);
    }

    /**
     * One fault in an input.
     *
     * @param pointer where, as a JSON Pointer
     * @param detail what was found and what would be right; no personal data
     */
    public record Fault(String pointer, Bilingual detail) {}

    /** This problem on one English line, for logs. */
    @Override
    public String toString() {
        return kind.key() + " at " + stage + " (" + origin.key() + "): " + detail.en() + " " + remedy.en();
    }
}
