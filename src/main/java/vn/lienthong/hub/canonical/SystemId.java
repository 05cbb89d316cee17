package vn.lienthong.hub.canonical;

import java.util.Optional;

/**
 * The hub's name for one connected system, which is the id of its connector: {@code tax-office}.
 *
 * @param value 2 to 40 lower-case letters, digits and single hyphens, starting with a letter
 */
public record SystemId(String value) implements Comparable<SystemId> {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 40;

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

    // Every request and change asks this several times.
    private static boolean isOne(String value) {
        int length = value.length();
        if (length < SHORTEST || length > LONGEST || !isLetter(value.charAt(0)) || value.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char one = value.charAt(i);
            if (!isLetter(one) && !isDigit(one) && !(one == '-' && value.charAt(i - 1) != '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char one) {
        return one >= 'a' && one <= 'z';
    }

    private static boolean isDigit(char one) {
        return one >= '0' && one <= '9';
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
