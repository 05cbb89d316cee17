package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserSequence;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Limits;

/**
 * One document from JSON to XML, in one pass. Members are written as they come; one that comes after a member it has to
 * stand before is moved within what is still held back.
 */
final class JsonToXml {
    /** How many tokens are kept while {@code #type} is looked for among the members before it. */
    private static final int TOKENS_AHEAD = 10_000;

    private final Plan plan;
    private final XmlBytes xml;
    private final Limits limits;
    private final boolean strict;
    private final Trail trail;
    private final JsonText texts;
    private final StringBuilder declarations = new StringBuilder();
    private JsonParser json;
    private int prefixes;
    private long dropped;

    JsonToXml(Plan plan, JsonParser json, XmlBytes xml, Strictness strictness, Limits limits) {
        this.plan = plan;
        this.json = json;
        this.xml = xml;
        this.limits = limits;
        this.strict = strictness == Strictness.STRICT;
        this.trail = new Trail(limits.depth());
        this.texts = new JsonText(strict, this::prefixed);
    }

    long dropped() {
        return dropped;
    }

    String where() {
        return trail.toString();
    }

    /** A start tag that may still get attributes, and what was written after it. */
    private static final class Open {
        final String tag;
        final ComplexType type;
        final long[] starts;
        final boolean[] seen;
        final int[] counts;
        final Set<String> attributes = new HashSet<>();
        long headEnd;
        boolean closed;
        boolean nil;
        boolean textSeen;

        Open(String tag, ComplexType type) {
            this.tag = tag;
            this.type = type;
            int slots = type.slots().size();
            starts = new long[slots];
            seen = new boolean[slots];
            counts = new int[slots];
        }
    }

    /** Writes the document of the value the parser is at. */
    void root(ElementPlan element) throws IOException {
        StringBuilder all = new StringBuilder();
        plan.prefixes().forEach((namespace, prefix) -> declare(all, prefix, namespace));
        declare(all, "xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
        element(element, 0, all.toString());
    }

    private void element(ElementPlan element, int place, String declared) throws IOException {
        trail.enter(element.name.getLocalPart(), place);
        String tag = prefixed(element.name);
        xml.raw("<").raw(tag).raw(declared);
        flushDeclarations();
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            nil(element);
        } else if (token == JsonToken.START_OBJECT) {
            object(element, tag);
        } else if (element.type() instanceof SimpleType simple) {
            leaf(tag, value(element, simple));
        } else if (element.type() == ComplexType.ANYTHING && token != null && token.isScalarValue()) {
            leaf(tag, json.getText());
        } else {
            throw Untranslatable.structure(where(), "is not an object", "an object");
        }
        trail.leave();
        xml.settle();
    }

    private void nil(ElementPlan element) {
        if (!element.nillable) {
            throw Untranslatable.structure(where(), "is null", "a value, because it is not nillable");
        }
        if (strict && element.type() instanceof ComplexType type) {
            required(type, Set.of());
        }
        xml.raw(" xsi:nil=\"true\"/>");
    }

    private void leaf(String tag, String text) {
        flushDeclarations();
        if (text.isEmpty()) {
            xml.raw("/>");
        } else {
            xml.raw(">");
            escaped(text, false);
            xml.raw("</").raw(tag).raw(">");
        }
    }

    private String value(ElementPlan element, SimpleType type) throws IOException {
        String text = texts.of(type, json, trail);
        if (element.otherwise == null) {
            return text;
        }
        if (text.isEmpty() && !element.otherwise.isEmpty()) {
            throw Untranslatable.value(
                    where(), "", "another value, because an empty element stands for \"" + element.otherwise + "\"");
        }
        if (element.fixed && !type.same(text, type.normalised(element.otherwise))) {
            throw Untranslatable.value(where(), text, "\"" + element.otherwise + "\", which is fixed");
        }
        return text;
    }

    private void object(ElementPlan element, String tag) throws IOException {
        TypePlan type = element.type();
        boolean ahead = false;
        if (plan.mayBeAnother(type)) {
            TypePlan named = typeAhead(element);
            ahead = true;
            if (named != null && named != type) {
                type = named;
                QName name = named.qname();
                xml.raw(" xsi:type=\"").raw(name == null ? "" : prefixed(name)).raw("\"");
                flushDeclarations();
            }
        }
        if (type.isAbstract()) {
            throw Untranslatable.structure(
                    where(), "has the abstract type " + plan.member(type), "#type with a type derived from it");
        }
        if (!ahead) {
            json.nextToken();
        }
        if (type instanceof ComplexType complex) {
            members(element, new Open(tag, complex));
        } else {
            text(element, (SimpleType) type, tag);
        }
    }

    /** Reads on to {@code #type} if it is there, and leaves the parser at the first of the other members. */
    private @Nullable TypePlan typeAhead(ElementPlan element) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.FIELD_NAME && "#type".equals(json.currentName())) {
            json.nextToken();
            TypePlan named = named(element);
            json.nextToken();
            return named;
        }
        TokenBuffer kept = new TokenBuffer(json);
        TypePlan named = null;
        int depth = 0;
        for (int i = 0; i < TOKENS_AHEAD && named == null; i++) {
            if (depth == 0 && token == JsonToken.FIELD_NAME && "#type".equals(json.currentName())) {
                json.nextToken();
                named = named(element);
                break;
            }
            kept.copyCurrentEvent(json);
            if (token == null || depth == 0 && token == JsonToken.END_OBJECT) {
                break;
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            token = json.nextToken();
            if (i == TOKENS_AHEAD - 1) {
                kept.copyCurrentEvent(json);
            }
        }
        json = JsonParserSequence.createFlattened(false, kept.asParser(json), json);
        json.nextToken();
        return named;
    }

    private TypePlan named(ElementPlan element) throws IOException {
        String written = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
        TypePlan type = plan.type(written);
        if (type == null || !type.isA(element.type())) {
            throw Untranslatable.value(
                    trail.with("#type"), written, "a type derived from " + plan.member(element.type()));
        }
        return type;
    }

    private void text(ElementPlan element, SimpleType type, String tag) throws IOException {
        boolean written = false;
        for (; json.currentToken() == JsonToken.FIELD_NAME; json.nextToken()) {
            boolean text = "#text".equals(json.currentName());
            json.nextToken();
            if (!text) {
                drop(json.currentName());
            } else if (written) {
                throw Untranslatable.malformed(where(), "has #text twice");
            } else {
                leaf(tag, value(element, type));
                written = true;
            }
        }
        if (!written) {
            throw Untranslatable.structure(where(), "is an object without #text", type.told());
        }
    }

    private void members(ElementPlan element, Open open) throws IOException {
        for (; json.currentToken() == JsonToken.FIELD_NAME; json.nextToken()) {
            String member = json.currentName();
            json.nextToken();
            if (member.startsWith("@")) {
                attribute(open, member);
            } else if (member.equals("#nil")) {
                nil(element, open);
            } else if (member.equals("#text") && open.type.text != null) {
                content(element, open, open.type.text);
            } else {
                Slot slot = open.type.slot(member);
                if (slot == null) {
                    drop(member);
                } else {
                    slot(open, slot);
                }
            }
        }
        end(element, open);
    }

    private void end(ElementPlan element, Open open) {
        boolean content = open.textSeen;
        for (int count : open.counts) {
            content |= count > 0;
        }
        if (open.nil) {
            if (content) {
                throw Untranslatable.structure(where(), "is #nil and has content", "one of both");
            }
        } else if (open.type.text != null && !open.textSeen) {
            if (element.otherwise == null && open.type.text.fault("") != null) {
                throw Untranslatable.structure(where(), "has no #text", "it");
            }
        } else if (strict) {
            Occurrence.Mismatch mismatch = open.type.mismatch(open.counts);
            if (mismatch != null && !open.type.mixed) {
                throw Untranslatable.structure(where(), mismatch.found(), mismatch.expected());
            }
        }
        if (strict) {
            required(open.type, open.attributes);
        }
        if (open.closed) {
            xml.raw("</").raw(open.tag).raw(">");
        } else {
            xml.raw("/>");
        }
    }

    private void required(ComplexType type, Set<String> given) {
        for (AttributePlan attribute : type.attributes.values()) {
            if (attribute.required() && !given.contains(type.member(attribute.name()))) {
                throw Untranslatable.structure(where(), "has no " + type.member(attribute.name()), "it");
            }
        }
    }

    private void nil(ElementPlan element, Open open) throws IOException {
        boolean nil = json.currentToken() == JsonToken.VALUE_TRUE;
        if (nil && !element.nillable || !nil && json.currentToken() != JsonToken.VALUE_FALSE) {
            throw Untranslatable.structure(trail.with("#nil"), "is " + json.getText(), "false, or nothing at all");
        }
        if (!open.attributes.add("#nil")) {
            throw Untranslatable.malformed(where(), "has #nil twice");
        }
        if (nil) {
            open.nil = true;
            long from = xml.position();
            xml.raw(" xsi:nil=\"true\"");
            intoHead(open, from);
        }
    }

    private void attribute(Open open, String member) throws IOException {
        if (!open.attributes.add(member)) {
            throw Untranslatable.malformed(where(), "has " + member + " twice");
        }
        if (open.attributes.size() > limits.attributes()) {
            throw Untranslatable.tooLarge(where(), "has more than " + limits.attributes() + " attributes");
        }
        AttributePlan attribute = open.type.attribute(member);
        QName name = attribute != null ? attribute.name() : wildcardAttribute(open.type, member);
        if (name == null) {
            drop(member);
            return;
        }
        AttributePlan typed = attribute != null ? attribute : global(open.type, name);
        if (json.currentToken() == JsonToken.VALUE_NULL && !strict) {
            return;
        }
        String path = trail.with(member);
        String text = texts.of(typed == null ? BuiltInTypes.ANY_SIMPLE : typed.type(), json, path);
        if (typed != null
                && typed.fixed()
                && typed.otherwise() != null
                && !typed.type().same(text, typed.type().normalised(typed.otherwise()))) {
            throw Untranslatable.value(path, text, "\"" + typed.otherwise() + "\", which is fixed");
        }
        String written =
                name.getNamespaceURI().equals(XMLConstants.XML_NS_URI) ? "xml:" + name.getLocalPart() : prefixed(name);
        long from = xml.position();
        flushDeclarations();
        xml.raw(" ").raw(written).raw("=\"");
        escaped(text, true);
        xml.raw("\"");
        intoHead(open, from);
    }

    private @Nullable QName wildcardAttribute(ComplexType type, String member) {
        Wildcard wildcard = type.anyAttribute;
        QName name = wildcard == null ? null : Entries.name(member.substring(1));
        if (wildcard == null
                || name == null
                || !wildcard.admits().test(name.getNamespaceURI())
                || name.getNamespaceURI().equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)
                || name.getNamespaceURI().equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI)
                || name.getNamespaceURI().isEmpty() && name.getLocalPart().equals("xmlns")
                || type.attributes.containsKey(name)
                || wildcard.strict() && !plan.attributes.containsKey(name)) {
            return null;
        }
        return name;
    }

    private @Nullable AttributePlan global(ComplexType type, QName name) {
        return type.anyAttribute == null || type.anyAttribute.skip() ? null : plan.attributes.get(name);
    }

    /** Puts what was written since a position into the start tag. */
    private void intoHead(Open open, long from) {
        if (open.closed) {
            long length = xml.position() - from;
            move(open, from, open.headEnd, "its attributes come");
            open.headEnd += length;
            for (int i = 0; i < open.starts.length; i++) {
                open.starts[i] += length;
            }
        }
    }

    private void move(Open open, long from, long to, String what) {
        if (from != to) {
            if (!xml.holds(to)) {
                throw Untranslatable.tooLarge(
                        where(),
                        "has so much content before " + what + " that they cannot be put first; send them first");
            }
            xml.move(from, to);
        }
    }

    private void close(Open open) {
        if (!open.closed) {
            open.headEnd = xml.position();
            xml.raw(">");
            open.closed = true;
        }
    }

    private void content(ElementPlan element, Open open, SimpleType type) throws IOException {
        if (open.textSeen) {
            throw Untranslatable.malformed(where(), "has #text twice");
        }
        open.textSeen = true;
        if (json.currentToken() == JsonToken.VALUE_NULL && element.nillable && !strict) {
            return;
        }
        String text = value(element, type);
        close(open);
        long from = xml.position();
        flushDeclarations();
        intoHead(open, from);
        escaped(text, false);
    }

    private void slot(Open open, Slot slot) throws IOException {
        if (open.seen[slot.index]) {
            throw Untranslatable.malformed(where(), "has " + slot.json + " twice");
        }
        open.seen[slot.index] = true;
        long from = xml.position();
        close(open);
        from = Math.max(from, open.headEnd + 1);
        long to = before(open, slot, from);
        if (to < from) {
            xml.hold();
            values(open, slot);
            xml.release();
            long length = xml.position() - from;
            move(open, from, to, slot.json + " comes");
            for (Slot later : open.type.slots()) {
                if (later.index > slot.index && open.counts[later.index] > 0) {
                    open.starts[later.index] += length;
                }
            }
        } else {
            values(open, slot);
        }
        open.starts[slot.index] = to;
    }

    /** Where a slot has to be written: before the first of those after it that are written already. */
    private static long before(Open open, Slot slot, long end) {
        long to = end;
        if (open.type.ordered()) {
            for (int i = slot.index + 1; i < open.counts.length; i++) {
                if (open.counts[i] > 0) {
                    to = Math.min(to, open.starts[i]);
                }
            }
        }
        return to;
    }

    private void values(Open open, Slot slot) throws IOException {
        JsonToken token = json.currentToken();
        if (!slot.list) {
            one(open, slot, null);
            return;
        }
        ContentOrder.Walk walk = strict && slot.order != null ? slot.order.new Walk() : null;
        if (token != JsonToken.START_ARRAY) {
            if (strict) {
                throw Untranslatable.structure(trail.with(slot.json), "is not a list", "a list, even of one or none");
            }
            one(open, slot, walk);
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            one(open, slot, walk);
            if (xml.overfull() && xml.position() > 4 * limits.bytes()) {
                throw Untranslatable.tooLarge(where(), "becomes too large");
            }
        }
        if (walk != null && !walk.mayEnd() && (open.counts[slot.index] > 0 || open.type.mixed)) {
            throw Untranslatable.structure(trail.with(slot.json), "ends too early", walk.expected());
        }
    }

    private void one(Open open, Slot slot, ContentOrder.@Nullable Walk walk) throws IOException {
        JsonToken token = json.currentToken();
        if (open.type.mixed && token == JsonToken.VALUE_STRING) {
            escaped(json.getText(), false);
            open.textSeen = true;
            return;
        }
        if (token == JsonToken.VALUE_NULL && !strict && (slot.element == null || !slot.element.nillable)) {
            return;
        }
        int place = slot.list ? open.counts[slot.index] + 1 : 0;
        open.counts[slot.index]++;
        if (slot.named()) {
            item(slot, walk, place);
        } else if (slot.element != null) {
            element(slot.element, place, "");
        }
    }

    private void item(Slot slot, ContentOrder.@Nullable Walk walk, int place) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT || json.nextToken() != JsonToken.FIELD_NAME) {
            throw Untranslatable.structure(
                    trail.with(slot.json), "has an item that names no element", "an object with one member");
        }
        String member = json.currentName();
        json.nextToken();
        ElementPlan element = slot.entries.byJson().get(member);
        if (element == null) {
            element = undeclared(slot, member);
        }
        if (element == null) {
            drop(member);
        } else {
            if (walk != null && !walk.step(element.name)) {
                throw Untranslatable.structure(
                        trail.with(slot.json), "has " + member + " out of its place", walk.expected());
            }
            element(element, place, "");
        }
        if (json.nextToken() != JsonToken.END_OBJECT) {
            throw Untranslatable.structure(
                    trail.with(slot.json), "has an item with two members", "an object with one member");
        }
    }

    private @Nullable ElementPlan undeclared(Slot slot, String member) {
        Wildcard wildcard = slot.entries.wildcard();
        QName name = wildcard == null ? null : Entries.name(member);
        return wildcard == null || name == null || !wildcard.admits().test(name.getNamespaceURI())
                ? null
                : plan.known(wildcard, name);
    }

    private void drop(String member) throws IOException {
        if (strict) {
            throw Untranslatable.structure(where(), "has the member " + member + ", which is not declared", null);
        }
        dropped++;
        json.skipChildren();
    }

    private String prefixed(QName name) {
        String namespace = name.getNamespaceURI();
        if (namespace.isEmpty()) {
            return name.getLocalPart();
        }
        String prefix = plan.prefixes().get(namespace);
        if (prefix == null) {
            prefix = "p" + ++prefixes;
            declare(declarations, prefix, namespace);
        }
        return prefix + ":" + name.getLocalPart();
    }

    private static void declare(StringBuilder into, String prefix, String namespace) {
        into.append(" xmlns:").append(prefix).append("=\"");
        new SchemaNode.Text().escaped(namespace).toString().chars().forEach(c -> into.append((char) c));
        into.append('"');
    }

    private void flushDeclarations() {
        if (!declarations.isEmpty()) {
            String all = declarations.toString();
            declarations.setLength(0);
            xml.raw(all);
        }
    }

    private void escaped(String text, boolean attribute) {
        int refused = xml.escaped(text, attribute);
        if (refused >= 0) {
            throw Untranslatable.malformed(
                    where(), "has the character U+%04X, which XML 1.0 cannot carry".formatted(refused));
        }
    }
}
