package vn.lienthong.hub.translation.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that a type adds to what texts its kind has. */
final class Facets {
    /** One pattern as it was written and as it is matched. */
    record Shape(String xsd, Pattern java) {}

    /** One end of a range, as it was written. */
    static final class Bound {
        /** Numbers of no more digits than these are compared as they are. */
        private static final int WHOLE_DIGITS = 18;

        private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,17}");
        private final String text;
        private final boolean inclusive;
        private final @Nullable Long whole;

        Bound(String text, boolean inclusive) {
            this.text = text;
            this.inclusive = inclusive;
            this.whole = WHOLE.matcher(text).matches() ? Long.valueOf(text) : null;
        }

        String text() {
            return text;
        }

        boolean inclusive() {
            return inclusive;
        }

        boolean isAtMost(SimpleType.Kind kind, String value) {
            if (whole != null && kind == SimpleType.Kind.INTEGER && value.length() <= WHOLE_DIGITS) {
                return inclusive ? whole <= Long.parseLong(value) : whole < Long.parseLong(value);
            }
            return Lexical.inOrder(kind, text, value, inclusive);
        }

        boolean isAtLeast(SimpleType.Kind kind, String value) {
            if (whole != null && kind == SimpleType.Kind.INTEGER && value.length() <= WHOLE_DIGITS) {
                return inclusive ? whole >= Long.parseLong(value) : whole > Long.parseLong(value);
            }
            return Lexical.inOrder(kind, value, text, inclusive);
        }
    }

    final List<List<Shape>> patterns = new ArrayList<>();
    final Set<String> enumeration = new LinkedHashSet<>();

    int minLength;

    int maxLength = Integer.MAX_VALUE;

    int totalDigits = Integer.MAX_VALUE;

    int fractionDigits = Integer.MAX_VALUE;

    @Nullable
    Bound least;

    @Nullable
    Bound most;

    /** The same rules, to which more may be added. */
    Facets copy() {
        Facets copy = new Facets();
        copy.patterns.addAll(patterns);
        copy.enumeration.addAll(enumeration);
        copy.minLength = minLength;
        copy.maxLength = maxLength;
        copy.totalDigits = totalDigits;
        copy.fractionDigits = fractionDigits;
        copy.least = least;
        copy.most = most;
        return copy;
    }

    boolean any() {
        return limitLength() || !patterns.isEmpty() || !enumeration.isEmpty();
    }

    boolean limitLength() {
        return minLength > 0 || maxLength < Integer.MAX_VALUE;
    }

    /** What would be right instead of a text of a type, or null if it is right. */
    @Nullable
    String fault(SimpleType type, String text, int length) {
        if (!enumeration.isEmpty()
                && !enumeration.contains(text)
                && enumeration.stream().noneMatch(one -> type.same(one, text))) {
            return type.told();
        }
        if (type.kind != SimpleType.Kind.QNAME && (length < minLength || length > maxLength)) {
            return type.told() + " of length " + range(minLength, maxLength);
        }
        for (List<Shape> anyOf : patterns) {
            if (anyOf.stream().noneMatch(one -> one.java().matcher(text).matches())) {
                return type.told() + " like "
                        + String.join(" or ", anyOf.stream().map(Shape::xsd).toList());
            }
        }
        return rangeFault(type, text);
    }

    private static String range(int from, int to) {
        return from == to ? "" + from : to == Integer.MAX_VALUE ? from + " or more" : from + " to " + to;
    }

    private @Nullable String rangeFault(SimpleType type, String text) {
        if (totalDigits < Integer.MAX_VALUE || fractionDigits < Integer.MAX_VALUE) {
            BigDecimal plain = new BigDecimal(text).stripTrailingZeros();
            int fraction = Math.max(plain.scale(), 0);
            int total = Math.max(plain.precision() - Math.min(plain.scale(), 0), fraction);
            if (fraction > fractionDigits || total > totalDigits) {
                return type.told() + " of at most "
                        + (fraction > fractionDigits
                                ? fractionDigits + " digits after the point"
                                : totalDigits + " digits");
            }
        }
        if (least != null && !least.isAtMost(type.kind, text)) {
            return type.told() + (least.inclusive ? " from " : " above ") + least.text;
        }
        if (most != null && !most.isAtLeast(type.kind, text)) {
            return type.told() + (most.inclusive ? " up to " : " below ") + most.text;
        }
        return null;
    }
}
