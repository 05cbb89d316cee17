package vn.lienthong.hub.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.function.UnaryOperator;

/** How a file's text is written, and how it becomes composed Unicode. */
public enum TextEncoding {
    /** Unless a byte order mark says otherwise. */
    UTF_8(StandardCharsets.UTF_8, UnaryOperator.identity()),
    WINDOWS_1252(Charset.forName("windows-1252"), UnaryOperator.identity()),
    /** Which writes tones apart from their letters. */
    WINDOWS_1258(Charset.forName("windows-1258"), text -> Normalizer.normalize(text, Normalizer.Form.NFC)),
    /** TCVN 5712 as the fonts .VnTime have it, also called ABC. */
    TCVN3(StandardCharsets.ISO_8859_1, LegacyText.TCVN3::read),
    /** VNI for Windows, as the fonts VNI-Times have it. */
    VNI(StandardCharsets.ISO_8859_1, LegacyText.VNI::read);

    private final Charset charset;
    private final UnaryOperator<String> meant;

    TextEncoding(Charset charset, UnaryOperator<String> meant) {
        this.charset = charset;
        this.meant = meant;
    }

    Charset charset() {
        return charset;
    }

    /** Whether texts are to be turned after their characters were read. */
    private boolean turns() {
        return this == WINDOWS_1258 || this == TCVN3 || this == VNI;
    }

    /** The records with each name and text as it was meant. */
    public Records turned(Records records) {
        return turns() ? new Turned(records, this) : records;
    }

    private JsonNode turned(JsonNode node) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(meant.apply(node.textValue()));
        }
        if (node instanceof ArrayNode items) {
            ArrayNode turned = JsonNodeFactory.instance.arrayNode(items.size());
            items.forEach(item -> turned.add(turned(item)));
            return turned;
        }
        if (node instanceof ObjectNode members) {
            ObjectNode turned = JsonNodeFactory.instance.objectNode();
            members.fields()
                    .forEachRemaining(member -> turned.set(meant.apply(member.getKey()), turned(member.getValue())));
            return turned;
        }
        return node;
    }

    private record Turned(Records records, TextEncoding encoding) implements Records {
        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public SourceRecord next() {
            SourceRecord next = records.next();
            return new SourceRecord(encoding.turned(next.tree()), next.line(), next.problem());
        }

        @Override
        public boolean placeFound() {
            return records.placeFound();
        }

        @Override
        public void close() throws java.io.IOException {
            records.close();
        }
    }
}
