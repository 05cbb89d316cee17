package vn.lienthong.hub.canonical;

/**
 * An agency's identifier, such as {@code H27.01} or, of the older kind, {@code 000.00.01.H27}.
 *
 * <p>Which old id is which new one is told by each connector's aliases, never computed. Source: QĐ 20/2020, QĐ 2803/2017.
 *
 * @param value 1 to 50 characters without blanks; an unusual shape is kept as a local id
 */
public record AgencyId(String value) implements Comparable<AgencyId> {
    public AgencyId {
        if (value.isEmpty() || value.length() > 50 || value.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("agency id was \"" + Shown.of(value)
                    + "\" but it has 1 to 50 characters and no blanks, such as H27.01");
        }
    }

    public static AgencyId of(String value) {
        return new AgencyId(value);
    }

    @Override
    public int compareTo(AgencyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
