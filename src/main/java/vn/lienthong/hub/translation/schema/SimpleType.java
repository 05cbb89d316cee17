package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** A type of text: what texts it has, and what each is in JSON. */
final class SimpleType implements TypePlan {
    private static final BigInteger SAFE = BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE);
    /** So many digits survive any reader's double. */
    private static final int SAFE_DIGITS = 15;

    enum Kind {
        TEXT,
        BOOLEAN,
        INTEGER,
        DECIMAL,
        FLOATING,
        TIME,
        DURATION,
        HEX,
        BASE64,
        QNAME,
        LIST,
        UNION
    }

    enum Space {
        PRESERVE,
        REPLACE,
        COLLAPSE
    }

    /** The namespaces that prefixes stand for where a text stands. */
    interface Prefixes {
        @Nullable
        String namespace(String prefix);
    }

    /** One pattern as it was written and as it is matched. */
    record Shape(String xsd, Pattern java) {}

    final Kind kind;
    private final @Nullable QName qname;
    private final @Nullable SimpleType base;
    private final List<SimpleType> members;
    Space space;
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

    /** One end of a range, as it was written. */
    record Bound(String text, boolean inclusive) {}

    SimpleType(@Nullable QName qname, Kind kind, Space space) {
        this(qname, kind, space, null, List.of());
    }

    SimpleType(@Nullable QName qname, Kind kind, Space space, @Nullable SimpleType base, List<SimpleType> members) {
        this.qname = qname;
        this.kind = kind;
        this.space = space;
        this.base = base;
        this.members = List.copyOf(members);
    }

    /** A type that has all of this one's rules and may get more. */
    SimpleType restricted(@Nullable QName name) {
        SimpleType type = new SimpleType(name, kind, space, this, members);
        type.patterns.addAll(patterns);
        type.enumeration.addAll(enumeration);
        type.minLength = minLength;
        type.maxLength = maxLength;
        type.totalDigits = totalDigits;
        type.fractionDigits = fractionDigits;
        type.least = least;
        type.most = most;
        return type;
    }

    @Override
    public @Nullable QName qname() {
        return qname;
    }

    @Override
    public @Nullable TypePlan base() {
        return base;
    }

    @Override
    public boolean isAbstract() {
        return false;
    }

    /** A union's members, or the one type of a list's items. */
    List<SimpleType> members() {
        return members;
    }

    SimpleType item() {
        return members.get(0);
    }

    boolean isBuiltIn() {
        return qname != null && qname.getNamespaceURI().equals(SchemaNode.XSD);
    }

    /** Such as {@code xs:int}. */
    String told() {
        if (isBuiltIn() && qname != null) {
            return "xs:" + qname.getLocalPart();
        }
        if (!enumeration.isEmpty()) {
            return "one of "
                    + String.join(", ", enumeration.stream().limit(12).toList())
                    + (enumeration.size() > 12 ? ", …" : "");
        }
        if (kind == Kind.LIST) {
            return "a list of " + item().told();
        }
        if (kind == Kind.UNION) {
            return String.join(" or ", members.stream().map(SimpleType::told).toList());
        }
        return base == null ? "text" : base.told();
    }

    String normalised(String text) {
        return space == Space.PRESERVE ? text : Lexical.normalised(text, space == Space.COLLAPSE);
    }

    /** What would be right instead of a normalised text, or null if it is right. */
    @Nullable
    String fault(String text) {
        if (kind == Kind.LIST) {
            return listFault(text);
        }
        if (kind == Kind.UNION) {
            return memberFor(text) == null ? told() : facetFault(text, text.length());
        }
        if (!Lexical.isA(this, text)) {
            return told();
        }
        return hasFacets() ? facetFault(text, minLength > 0 || maxLength < Integer.MAX_VALUE ? length(text) : 0) : null;
    }

    private boolean hasFacets() {
        return base != null && (base.base != null || !isBuiltIn())
                || !patterns.isEmpty()
                || least != null
                || most != null
                || minLength > 0;
    }

    private @Nullable String listFault(String text) {
        List<String> items = items(text);
        for (String item : items) {
            String fault = item().fault(item);
            if (fault != null) {
                return "a list of " + fault;
            }
        }
        return facetFault(text, items.size());
    }

    static List<String> items(String text) {
        String collapsed = Lexical.normalised(text, true);
        return collapsed.isEmpty() ? List.of() : List.of(collapsed.split(" "));
    }

    @Nullable
    SimpleType memberFor(String text) {
        for (SimpleType member : members) {
            if (member.fault(member.normalised(text)) == null) {
                return member;
            }
        }
        return null;
    }

    private int length(String text) {
        return switch (kind) {
            case HEX -> text.length() / 2;
            case BASE64 -> Lexical.octets(text);
            default -> text.codePointCount(0, text.length());
        };
    }

    private @Nullable String facetFault(String text, int length) {
        if (!enumeration.isEmpty()
                && !enumeration.contains(text)
                && enumeration.stream().noneMatch(one -> same(one, text))) {
            return told();
        }
        if (kind != Kind.QNAME && (length < minLength || length > maxLength)) {
            return told() + " of length " + range(minLength, maxLength);
        }
        for (List<Shape> anyOf : patterns) {
            if (anyOf.stream().noneMatch(one -> one.java.matcher(text).matches())) {
                return told() + " like "
                        + String.join(" or ", anyOf.stream().map(Shape::xsd).toList());
            }
        }
        return rangeFault(text);
    }

    private static String range(int from, int to) {
        return from == to ? "" + from : to == Integer.MAX_VALUE ? from + " or more" : from + " to " + to;
    }

    private @Nullable String rangeFault(String text) {
        if (totalDigits < Integer.MAX_VALUE || fractionDigits < Integer.MAX_VALUE) {
            BigDecimal plain = new BigDecimal(text).stripTrailingZeros();
            int fraction = Math.max(plain.scale(), 0);
            int total = Math.max(plain.precision() - Math.min(plain.scale(), 0), fraction);
            if (fraction > fractionDigits || total > totalDigits) {
                return told() + " of at most "
                        + (fraction > fractionDigits
                                ? fractionDigits + " digits after the point"
                                : totalDigits + " digits");
            }
        }
        if (least != null && !Lexical.inOrder(kind, least.text, text, least.inclusive)) {
            return told() + (least.inclusive ? " from " : " above ") + least.text;
        }
        if (most != null && !Lexical.inOrder(kind, text, most.text, most.inclusive)) {
            return told() + (most.inclusive ? " up to " : " below ") + most.text;
        }
        return null;
    }

    /** Whether two valid texts are one value. */
    boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        return switch (kind) {
            case BOOLEAN -> Lexical.isTrue(one) == Lexical.isTrue(other);
            case INTEGER, DECIMAL -> new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
            case FLOATING -> Double.compare(Lexical.floating(one), Lexical.floating(other)) == 0;
            case HEX -> one.equalsIgnoreCase(other);
            case BASE64 -> Lexical.compact(one).equals(Lexical.compact(other));
            case LIST, UNION -> Lexical.normalised(one, true).equals(Lexical.normalised(other, true));
            case TIME, DURATION, QNAME, TEXT -> false;
        };
    }

    /** Whether some values are written as strings because a double could not hold them. */
    boolean mayBeString() {
        if (kind == Kind.FLOATING) {
            return true;
        }
        if (totalDigits <= SAFE_DIGITS) {
            return false;
        }
        return kind == Kind.DECIMAL || kind == Kind.INTEGER && !(safe(least) && safe(most));
    }

    private static boolean safe(@Nullable Bound bound) {
        return bound != null && new BigDecimal(bound.text).toBigInteger().abs().compareTo(SAFE) <= 0;
    }

    /** Writes a valid, normalised text. */
    void write(JsonGenerator json, String text, Prefixes prefixes) throws IOException {
        switch (kind) {
            case BOOLEAN -> json.writeBoolean(Lexical.isTrue(text));
            case INTEGER -> writeInteger(json, Lexical.canonical(text));
            case DECIMAL -> {
                String number = Lexical.canonical(text);
                if (Lexical.digits(number) > SAFE_DIGITS) {
                    json.writeString(number);
                } else {
                    json.writeNumber(number);
                }
            }
            case FLOATING -> {
                double value = Lexical.floating(text);
                if (Double.isFinite(value)) {
                    json.writeNumber(Lexical.canonical(text));
                } else {
                    json.writeString(Double.isNaN(value) ? "NaN" : value > 0 ? "INF" : "-INF");
                }
            }
            case BASE64 -> json.writeString(Lexical.compact(text));
            case QNAME -> json.writeString(Lexical.expanded(text, prefixes));
            case LIST -> {
                json.writeStartArray();
                for (String item : items(text)) {
                    item().write(json, item, prefixes);
                }
                json.writeEndArray();
            }
            case UNION -> {
                SimpleType member = memberFor(text);
                if (member == null) {
                    json.writeString(text);
                } else {
                    member.write(json, member.normalised(text), prefixes);
                }
            }
            case TEXT, TIME, DURATION, HEX -> json.writeString(text);
        }
    }

    private static void writeInteger(JsonGenerator json, String number) throws IOException {
        boolean safe = number.length() <= SAFE_DIGITS
                || number.length() <= 17 && new BigInteger(number).abs().compareTo(SAFE) <= 0;
        if (safe) {
            json.writeNumber(number);
        } else {
            json.writeString(number);
        }
    }
}
