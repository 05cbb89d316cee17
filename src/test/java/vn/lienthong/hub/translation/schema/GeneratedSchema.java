package vn.lienthong.hub.translation.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schema made from draws, and documents it allows. It knows nothing of the engine's own idea of a schema. */
final class GeneratedSchema {
    private static final int DEEPEST = 6;
    private static final int LONGEST = 5_000;
    private static final String HEAD =
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:shop' targetNamespace='urn:shop'";
    private static final String ROOT = "<t:root xmlns:t='urn:shop' xmlns:o='urn:o'"
            + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:xs='http://www.w3.org/2001/XMLSchema'";

    private enum Order {
        SEQUENCE,
        CHOICE,
        ALL
    }

    private interface Part {}

    private record Simple(String name, java.util.function.Function<Draws, String> value) {}

    private record Attribute(String name, Simple type, boolean required) {}

    private record Field(
            String name,
            String prefix,
            @Nullable Simple simple,
            @Nullable Complex complex,
            boolean nillable,
            int min,
            int max)
            implements Part {}

    private record Head(int min, int max) implements Part {}

    private record Wild(int min, int max) implements Part {}

    private record Anything(String name, String prefix, int min, int max) implements Part {}

    /** @param name of the {@code xs:group} it is declared as, null where it is declared in place */
    private record Group(Order order, int min, int max, List<Part> parts, @Nullable String name) implements Part {}

    private static final class Complex {
        final String name;
        boolean isAbstract;
        boolean mixed;

        @Nullable
        Simple text;

        @Nullable
        Complex base;

        final List<Attribute> attributes = new ArrayList<>();
        boolean anyAttribute;
        Group group = new Group(Order.SEQUENCE, 1, 1, List.of(), null);
        boolean groupedAttributes;
        boolean restricted;
        final List<Complex> derived = new ArrayList<>();

        Complex(String name) {
            this.name = name;
        }
    }

    private final Draws draws;
    private final boolean qualified;
    private final List<Complex> types = new ArrayList<>();
    private int names;

    GeneratedSchema(Draws draws) {
        this.draws = draws;
        qualified = draws.below(2) == 0;
        int count = 1 + draws.below(4);
        for (int i = 0; i < count; i++) {
            types.add(new Complex("T" + i));
        }
        types.forEach(this::fill);
    }

    private void fill(Complex type) {
        int index = types.indexOf(type);
        if (index > 0 && draws.oneIn(3)) {
            Complex base = types.get(draws.below(index));
            if (base.group.order != Order.ALL) {
                type.base = base;
                type.mixed = base.mixed;
                type.text = base.text;
                base.derived.add(type);
                base.isAbstract = draws.oneIn(4);
            }
        }
        if (type.base == null) {
            type.mixed = draws.oneIn(8);
            type.text = draws.oneIn(6) ? simple() : null;
        }
        if (type.text == null) {
            type.group = type.base == null && draws.oneIn(8) ? all() : group(0, 1);
        }
        int attributes = draws.below(3);
        for (int i = 0; i < attributes; i++) {
            type.attributes.add(new Attribute("a" + names++, attributeType(), draws.oneIn(3)));
        }
        type.anyAttribute = draws.oneIn(8);
        type.groupedAttributes = draws.oneIn(3);
        type.restricted = type.base != null && type.text == null && draws.oneIn(3);
        if (type.restricted && type.base != null) {
            restrict(type, type.base);
        }
    }

    /** All that the base has, but for elements it can do without, and attributes it now has to have. */
    private void restrict(Complex type, Complex base) {
        List<Part> kept = new ArrayList<>();
        for (Part part : base.group.parts) {
            if (!(part instanceof Field field && field.min == 0 && draws.oneIn(2))) {
                kept.add(part);
            }
        }
        type.group = new Group(base.group.order, base.group.min, base.group.max, kept, null);
        type.attributes.clear();
        for (Attribute attribute : base.attributes) {
            type.attributes.add(new Attribute(attribute.name, attribute.type, attribute.required || draws.oneIn(2)));
        }
        type.anyAttribute = false;
    }

    private Group all() {
        List<Part> parts = new ArrayList<>();
        int count = 1 + draws.below(3);
        for (int i = 0; i < count; i++) {
            parts.add(field(draws.below(2), 1));
        }
        return new Group(Order.ALL, 1, 1, parts, null);
    }

    private Group group(int depth, int most) {
        List<Part> parts = new ArrayList<>();
        int count = draws.below(4) + (depth > 0 ? 1 : 0);
        for (int i = 0; i < count; i++) {
            parts.add(part(depth, parts));
        }
        return new Group(
                depth > 0 && draws.oneIn(2) ? Order.CHOICE : Order.SEQUENCE,
                depth == 0 ? 1 : draws.below(2),
                most > 1 ? draws.of(1, 99) : 1,
                parts,
                draws.oneIn(4) ? "G" + names++ : null);
    }

    private Part part(int depth, List<Part> beside) {
        int min = draws.below(2);
        // Never a bound such as 3: the JDK's judge then finds an optional group that is absent incomplete.
        int max = draws.of(1, 1, 99);
        return switch (draws.below(12)) {
            case 6, 7 -> depth < 2 ? group(depth + 1, 2) : field(min, max);
            case 8 -> new Head(min, max);
            case 9 -> new Wild(min, max);
            case 10 -> new Anything("e" + names++, prefix(), min, max);
            // The same name once more, which takes the order out of members' hands.
            case 11 ->
                beside.isEmpty() || !(beside.get(0) instanceof Field first)
                        ? field(min, max)
                        : new Field(first.name, first.prefix, first.simple, first.complex, first.nillable, min, max);
            default -> field(min, max);
        };
    }

    private String prefix() {
        return qualified ? "t:" : "";
    }

    private Field field(int min, int max) {
        boolean nillable = draws.oneIn(4);
        if (draws.oneIn(3)) {
            // A type may hold itself, but not without end.
            return new Field("e" + names++, prefix(), null, types.get(draws.below(types.size())), nillable, 0, max);
        }
        return new Field("e" + names++, prefix(), simple(), null, nillable, min, max);
    }

    private static final List<Simple> SIMPLE = List.of(
            new Simple("xs:int", d -> d.of("0", "7", "-2147483648", "2147483647")),
            new Simple("xs:string", GeneratedSchema::text),
            new Simple("xs:boolean", d -> d.of("false", "true")),
            new Simple("xs:decimal", d -> d.of("0", "1.50", "-0.001", "123456789012345678901234567890.12345")),
            new Simple("xs:long", d -> d.of("1", "9007199254740991", "9007199254740992", "-9223372036854775808")),
            new Simple("xs:integer", d -> d.of("5", "-9007199254740993", "123456789012345678901234567890")),
            new Simple("xs:unsignedLong", d -> d.of("0", "18446744073709551615")),
            new Simple("xs:double", d -> d.of("0", "1.5", "-1E-7", "1E40", "NaN", "INF", "-INF", "-0.0")),
            new Simple("xs:float", d -> d.of("0", "3.25", "1e10")),
            new Simple("xs:date", d -> d.of("2026-11-23", "2024-02-29Z", "0001-01-01+07:00", "-0044-03-15")),
            new Simple(
                    "xs:dateTime",
                    d -> d.of("2026-11-23T08:00:00", "2026-11-23T08:00:00.125+07:00", "2000-01-01T00:00:00Z")),
            new Simple("xs:time", d -> d.of("08:00:00", "23:59:59.999Z")),
            new Simple("xs:duration", d -> d.of("P1D", "-PT1.5S", "P1Y2M3DT4H5M6S")),
            new Simple("xs:gYear", d -> d.of("2026", "2026Z")),
            new Simple("xs:gMonthDay", d -> d.of("--11-23", "--02-29")),
            new Simple("xs:hexBinary", d -> d.of("", "0aFF")),
            new Simple("xs:base64Binary", d -> d.of("", "SGVsbG8=", "AAAA")),
            new Simple("xs:token", d -> d.of("", "a b", "ấ")),
            new Simple("xs:anyURI", d -> d.of("", "http://example.com/?a=1&amp;b=2")),
            new Simple("xs:language", d -> d.of("vi", "en-GB")),
            new Simple("t:Colour", d -> d.of("red", "light-blue")),
            new Simple("t:Size", d -> d.of("1", "100", "large", "true")),
            new Simple("t:Sizes", d -> d.of("", "1", "1 2 -3")),
            new Simple("t:Code", d -> d.of("A-1", "Z-42")),
            new Simple("t:Amount", d -> d.of("0.00", "12.5", "99.99")),
            new Simple("t:Short", d -> d.of("ab", "abc")));
    private static final String SIMPLE_TYPES =
            """
            <xs:simpleType name='Colour'><xs:restriction base='xs:token'><xs:enumeration value='red'/><xs:enumeration value='light-blue'/></xs:restriction></xs:simpleType>
            <xs:simpleType name='Size'><xs:union memberTypes='xs:int xs:boolean'><xs:simpleType><xs:restriction base='xs:string'><xs:enumeration value='large'/></xs:restriction></xs:simpleType></xs:union></xs:simpleType>
            <xs:simpleType name='Sizes'><xs:list itemType='xs:int'/></xs:simpleType>
            <xs:simpleType name='Code'><xs:restriction base='xs:string'><xs:pattern value='[A-Z]-\\d+'/></xs:restriction></xs:simpleType>
            <xs:simpleType name='Amount'><xs:restriction base='xs:decimal'><xs:minInclusive value='0'/><xs:maxExclusive value='100'/><xs:fractionDigits value='2'/></xs:restriction></xs:simpleType>
            <xs:simpleType name='Short'><xs:restriction base='xs:string'><xs:minLength value='2'/><xs:maxLength value='3'/></xs:restriction></xs:simpleType>
            <xs:element name='head' type='t:Base'/>
            <xs:element name='one' type='t:Base' substitutionGroup='t:head'/>
            <xs:element name='two' type='t:More' substitutionGroup='t:one'/>
            <xs:complexType name='Base'><xs:sequence><xs:element name='b' type='xs:int' minOccurs='0'/></xs:sequence></xs:complexType>
            <xs:complexType name='More'><xs:complexContent><xs:extension base='t:Base'><xs:sequence><xs:element name='m' type='xs:string' maxOccurs='2'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
            """;

    private static String text(Draws draws) {
        return draws.of(
                "",
                "a",
                " x ",
                "&lt;&amp;&gt;\"'",
                "Hà Tĩnh",
                "\uD83D\uDE00",
                "1",
                "true",
                "a&#10;b",
                "&#13;",
                "\u00A0",
                "]]&gt;");
    }

    private Simple simple() {
        return SIMPLE.get(draws.below(SIMPLE.size()));
    }

    private Simple attributeType() {
        return simple();
    }

    String xsd() {
        StringBuilder out = new StringBuilder(HEAD);
        out.append(" elementFormDefault='")
                .append(qualified ? "qualified" : "unqualified")
                .append("'>\n");
        out.append(SIMPLE_TYPES);
        out.append("<xs:element name='root' type='t:T0' nillable='true'/>\n");
        types.forEach(type -> write(type, out));
        types.forEach(type -> named(type.group, out));
        return out.append("</xs:schema>").toString();
    }

    private static void write(Complex type, StringBuilder out) {
        out.append("<xs:complexType name='").append(type.name).append('\'');
        out.append(type.isAbstract ? " abstract='true'" : "")
                .append(type.mixed && type.text == null ? " mixed='true'" : "");
        out.append('>');
        if (type.text != null) {
            String base = type.base == null ? type.text.name : "t:" + type.base.name;
            out.append("<xs:simpleContent><xs:extension base='").append(base).append("'>");
            attributes(type, out);
            out.append("</xs:extension></xs:simpleContent>");
        } else if (type.base != null) {
            String derivation = type.restricted ? "xs:restriction" : "xs:extension";
            out.append("<xs:complexContent><").append(derivation).append(" base='t:");
            out.append(type.base.name).append("'>");
            write(type.group, out);
            attributes(type, out);
            out.append("</").append(derivation).append("></xs:complexContent>");
        } else {
            write(type.group, out);
            attributes(type, out);
        }
        out.append("</xs:complexType>\n");
        if (type.groupedAttributes) {
            out.append("<xs:attributeGroup name='A").append(type.name).append("'>");
            declareAttributes(type, out);
            out.append("</xs:attributeGroup>\n");
        }
    }

    /** Declares the groups that are only referred to where they stand. */
    private static void named(Part part, StringBuilder out) {
        if (part instanceof Group group) {
            if (group.name != null) {
                out.append("<xs:group name='").append(group.name).append("'>");
                write(new Group(group.order, 1, 1, group.parts, null), out);
                out.append("</xs:group>\n");
            }
            group.parts.forEach(inner -> named(inner, out));
        }
    }

    private static void attributes(Complex type, StringBuilder out) {
        if (type.groupedAttributes) {
            out.append("<xs:attributeGroup ref='t:A").append(type.name).append("'/>");
        } else {
            declareAttributes(type, out);
        }
    }

    private static void declareAttributes(Complex type, StringBuilder out) {
        for (Attribute attribute : type.attributes) {
            out.append("<xs:attribute name='")
                    .append(attribute.name)
                    .append("' type='")
                    .append(attribute.type.name);
            out.append(attribute.required ? "' use='required'/>" : "'/>");
        }
        if (type.anyAttribute) {
            out.append("<xs:anyAttribute namespace='##other' processContents='lax'/>");
        }
    }

    private static String occurs(int min, int max) {
        return " minOccurs='" + min + "' maxOccurs='" + (max == 99 ? "unbounded" : max) + "'";
    }

    private static void write(Part part, StringBuilder out) {
        if (part instanceof Field field) {
            out.append("<xs:element name='").append(field.name).append("' type='");
            out.append(
                    field.simple != null
                            ? field.simple.name
                            : "t:" + (field.complex == null ? "" : field.complex.name));
            out.append('\'').append(field.nillable ? " nillable='true'" : "").append(occurs(field.min, field.max));
            out.append("/>");
        } else if (part instanceof Anything any) {
            out.append("<xs:element name='")
                    .append(any.name)
                    .append('\'')
                    .append(occurs(any.min, any.max))
                    .append("/>");
        } else if (part instanceof Head head) {
            out.append("<xs:element ref='t:head'")
                    .append(occurs(head.min, head.max))
                    .append("/>");
        } else if (part instanceof Wild wild) {
            out.append("<xs:any namespace='##other' processContents='lax'")
                    .append(occurs(wild.min, wild.max))
                    .append("/>");
        } else if (part instanceof Group group && group.name != null) {
            out.append("<xs:group ref='t:").append(group.name).append('\'');
            out.append(occurs(group.min, group.max)).append("/>");
        } else if (part instanceof Group group) {
            String tag = "xs:" + group.order.name().toLowerCase(java.util.Locale.ROOT);
            out.append('<').append(tag);
            if (group.order != Order.ALL) {
                out.append(occurs(group.min, group.max));
            }
            out.append('>');
            group.parts.forEach(inner -> write(inner, out));
            out.append("</").append(tag).append('>');
        }
    }

    /** A document the schema allows, or null if its root cannot be instantiated in the depth allowed. */
    @Nullable
    String document() {
        StringBuilder out = new StringBuilder(ROOT);
        return content(types.get(0), "t:root", out, 0, false) ? out.toString() : null;
    }

    /** Completes a start tag, and writes what follows. */
    private boolean content(Complex declared, String tag, StringBuilder out, int depth, boolean nillable) {
        Complex type = declared;
        if (!declared.derived.isEmpty() && (declared.isAbstract || draws.oneIn(2))) {
            type = declared.derived.get(draws.below(declared.derived.size()));
            out.append(" xsi:type='t:").append(type.name).append('\'');
        }
        if (type.isAbstract) {
            return false;
        }
        for (Complex at = type; at != null; at = at.restricted ? null : at.base) {
            for (Attribute attribute : at.attributes) {
                if (attribute.required || draws.oneIn(2)) {
                    out.append(' ').append(attribute.name).append("=\"");
                    out.append(attribute.type.value.apply(draws).replace("\"", "&quot;"))
                            .append('"');
                }
            }
        }
        if (type.anyAttribute && draws.oneIn(2)) {
            out.append(" o:x='y'");
        }
        if (nillable && draws.oneIn(4)) {
            out.append(" xsi:nil='true'/>");
            return true;
        }
        out.append('>');
        if (type.text != null) {
            out.append(type.text.value.apply(draws));
        } else if (!groups(type, out, depth)) {
            return false;
        }
        out.append("</").append(tag).append('>');
        return true;
    }

    private boolean groups(Complex type, StringBuilder out, int depth) {
        if (type.base != null && !type.restricted && !groups(type.base, out, depth)) {
            return false;
        }
        if (type.mixed) {
            out.append(text(draws));
        }
        return write(type.group, out, depth, type.mixed);
    }

    private int times(int min, int max, int depth, StringBuilder out) {
        // Types that hold themselves twice would grow without end.
        return depth > DEEPEST || out.length() > LONGEST ? min : Math.min(min + draws.below(3), max);
    }

    private boolean write(Part part, StringBuilder out, int depth, boolean mixed) {
        int count;
        if (part instanceof Field field) {
            count = times(field.min, field.max, depth, out);
        } else if (part instanceof Anything any) {
            count = times(any.min, any.max, depth, out);
        } else if (part instanceof Head head) {
            count = times(head.min, head.max, depth, out);
        } else if (part instanceof Wild wild) {
            count = times(wild.min, wild.max, depth, out);
        } else {
            count = times(((Group) part).min, ((Group) part).max, depth, out);
        }
        for (int i = 0; i < count; i++) {
            if (!once(part, out, depth, mixed)) {
                return false;
            }
            if (mixed) {
                out.append(text(draws));
            }
        }
        return true;
    }

    private boolean once(Part part, StringBuilder out, int depth, boolean mixed) {
        if (part instanceof Field field) {
            String tag = field.prefix + field.name;
            out.append('<').append(tag);
            if (field.complex != null) {
                return content(field.complex, tag, out, depth + 1, field.nillable);
            }
            if (field.nillable && draws.oneIn(4)) {
                out.append(" xsi:nil='true'/>");
            } else {
                out.append('>').append(field.simple == null ? "" : field.simple.value.apply(draws));
                out.append("</").append(tag).append('>');
            }
        } else if (part instanceof Anything any) {
            String tag = any.prefix + any.name;
            out.append('<').append(tag);
            out.append(draws.of(
                    "/>",
                    ">text</" + tag + ">",
                    " k='v'/>",
                    "><x>1</x><o:y><z/></o:y></" + tag + ">",
                    " xsi:type='xs:int'>5</" + tag + ">",
                    ">a<t:head/>b</" + tag + ">"));
        } else if (part instanceof Head) {
            String inner = qualified ? "t:" : "";
            out.append(draws.of(
                    "<t:head/>",
                    "<t:one><" + inner + "b>1</" + inner + "b></t:one>",
                    "<t:two><" + inner + "m>x</" + inner + "m></t:two>",
                    "<t:head xsi:type='t:More'><" + inner + "m/></t:head>"));
        } else if (part instanceof Wild) {
            out.append(draws.of("<o:w/>", "<o:w>1</o:w>", "<o:w k='v'><o:v>2</o:v></o:w>", "<o:w><t:head/></o:w>"));
        } else {
            Group group = (Group) part;
            if (group.order == Order.CHOICE) {
                return group.parts.isEmpty()
                        || write(group.parts.get(draws.below(group.parts.size())), out, depth, mixed);
            }
            List<Part> parts = new ArrayList<>(group.parts);
            if (group.order == Order.ALL && draws.oneIn(2)) {
                java.util.Collections.reverse(parts);
            }
            for (Part inner : parts) {
                if (!write(inner, out, depth, mixed)) {
                    return false;
                }
            }
        }
        return true;
    }
}
