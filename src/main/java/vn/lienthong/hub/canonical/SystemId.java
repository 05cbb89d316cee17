package vn.lienthong.hub.canonical;

import java.util.regex.Pattern;

/**
 * The hub's name for one connected system, which is the id of its connector: {@code tax-office}.
 *
 * @param value 2 to 40 lower-case letters, digits and single hyphens, starting with a letter
 */
public record SystemId(String value) implements Comparable<SystemId> {
    private static final Pattern SHAPE = Pattern.compile("[a-z](?:-?[a-z0-9]){1,39}");

    public SystemId {
        if (value.length() > 40 || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("system id was \"" + Shown.of(value)
                    + "\" but it has 2 to 40 lower-case letters, digits and single hyphens, such as tax-office");
        }
    }

    public static SystemId of(String value) {
        return new SystemId(value);
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
