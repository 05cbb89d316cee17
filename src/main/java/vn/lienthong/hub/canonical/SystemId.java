package vn.lienthong.hub.canonical;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hub's name for one connected system, which is the id of its connector: {@code tax-office}.
 *
 * @param value 2 to 40 lower-case letters, digits and single hyphens, starting with a letter
 */
public record SystemId(String value) implements Comparable<SystemId> {
    private static final int LONGEST = 40;
    private static final Pattern SHAPE = Pattern.compile("[a-z](?:-?[a-z0-9]){1,39}");

    public SystemId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("system id was \"" + Shown.of(value)
                    + "\" but it has 2 to 40 lower-case letters, digits and single hyphens, such as tax-office");
        }
    }

    public static SystemId of(String value) {
        return new SystemId(value);
    }

    /** The system of that id, or nothing if no system could have such an id; for what strangers write. */
    public static Optional<SystemId> parse(String value) {
        return isOne(value) ? Optional.of(new SystemId(value)) : Optional.empty();
    }

    private static boolean isOne(String value) {
        return value.length() <= LONGEST && SHAPE.matcher(value).matches();
    }

    @Override
    public int compareTo(SystemId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
