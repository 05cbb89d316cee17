package vn.lienthong.hub.portal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes an answer down in one notation. What is in it is decided by {@link AnswerWriter}, once for all notations. */
interface AnswerScribe {
    /** Begins an object; the outermost one is the answer itself. */
    void begin(String name);

    void end();

    /** Begins a list of objects, each of which begins by {@code item}. */
    void beginList(String name);

    void endList();

    /** Begins the next object of the list. */
    void item(String name);

    /** Writes a text, or nothing at all where there is none. */
    void text(String name, @Nullable String value);

    void number(String name, long value);

    void truth(String name, boolean value);

    /** Writes an instant in UTC, or nothing at all where there is none. */
    default void instant(String name, @Nullable Instant value) {
        text(name, value == null ? null : value.toString());
    }
}
