package vn.lienthong.hub.translation.schema;

import java.math.BigDecimal;
import java.util.List;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** A type of text: what texts it has, and what each is in JSON. */
final class SimpleType implements TypePlan {
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
        UNION,
        /** Texts that are JSON. */
        JSON
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

    final Kind kind;
    private final @Nullable QName qname;
    private final @Nullable SimpleType base;
    private final List<SimpleType> members;
    Space space;
    final Facets facets;
    /** Whether its values are numbers in JSON even where a reader may lose digits. */
    boolean alwaysNumber;

    SimpleType(@Nullable QName qname, Kind kind, Space space) {
        this(qname, kind, space, null, List.of());
    }

    SimpleType(@Nullable QName qname, Kind kind, Space space, @Nullable SimpleType base, List<SimpleType> members) {
        this(qname, kind, space, base, members, new Facets());
    }

    private SimpleType(
            @Nullable QName qname,
            Kind kind,
            Space space,
            @Nullable SimpleType base,
            List<SimpleType> members,
            Facets facets) {
        this.facets = facets;
        this.qname = qname;
        this.kind = kind;
        this.space = space;
        this.base = base;
        this.members = List.copyOf(members);
    }

    /** A type that has all of this one's rules and may get more. */
    SimpleType restricted(@Nullable QName name) {
        SimpleType type = new SimpleType(name, kind, space, this, members, facets.copy());
        type.alwaysNumber = alwaysNumber;
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
        if (kind == Kind.JSON) {
            return "JSON";
        }
        if (isBuiltIn() && qname != null) {
            return "xs:" + qname.getLocalPart();
        }
        if (!facets.enumeration.isEmpty()) {
            return "one of "
                    + String.join(", ", facets.enumeration.stream().limit(12).toList())
                    + (facets.enumeration.size() > 12 ? ", …" : "");
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
            return memberFor(text) == null ? told() : facets.fault(this, text, text.length());
        }
        if (!Lexical.isA(this, text)
                || alwaysNumber && kind == Kind.FLOATING && !Double.isFinite(Numbers.floating(text))) {
            return told();
        }
        return hasFacets() ? facets.fault(this, text, facets.limitLength() ? length(text) : 0) : null;
    }

    /** Whether its texts are octets of any length, which need not be held to be checked. */
    boolean isOctets() {
        return (kind == Kind.BASE64 || kind == Kind.HEX) && (isBuiltIn() || !facets.any());
    }

    /** Whether every text is one of its values, as it is. */
    boolean takesAnyText() {
        return kind == Kind.TEXT && space == Space.PRESERVE && !hasFacets();
    }

    private boolean hasFacets() {
        return base != null && (base.base != null || !isBuiltIn())
                || !facets.patterns.isEmpty()
                || facets.least != null
                || facets.most != null
                || facets.minLength > 0;
    }

    private @Nullable String listFault(String text) {
        List<String> items = items(text);
        for (String item : items) {
            String fault = item().fault(item);
            if (fault != null) {
                return "a list of " + fault;
            }
        }
        return facets.fault(this, text, items.size());
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

    /** Whether two valid texts are one value. */
    boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        return switch (kind) {
            case BOOLEAN -> Lexical.isTrue(one) == Lexical.isTrue(other);
            case INTEGER, DECIMAL -> new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
            case FLOATING -> Double.compare(Numbers.floating(one), Numbers.floating(other)) == 0;
            case HEX -> one.equalsIgnoreCase(other);
            case BASE64 -> Lexical.compact(one).equals(Lexical.compact(other));
            case LIST, UNION -> Lexical.normalised(one, true).equals(Lexical.normalised(other, true));
            case TIME, DURATION, QNAME, TEXT, JSON -> false;
        };
    }
}
