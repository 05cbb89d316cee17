package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a value as text, numbers and texts alike, and knows which texts of a system mean that there is no value. */
record Blanks(Set<String> texts) {
    private static final int LONGEST_NUMBER = 400;

    Blanks {
        texts = Set.copyOf(texts);
    }

    /** The trimmed text; of a list, its first item that has one; null where there is no value. */
    @Nullable
    String textOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> unlessBlank(node.textValue().strip());
            case NUMBER -> unlessBlank(number(node));
            case BOOLEAN -> unlessBlank(node.asText());
            case OBJECT -> textOf(node.path("#text"));
            case ARRAY -> firstOf(node);
            case MISSING, NULL, BINARY, POJO -> null;
        };
    }

    private @Nullable String firstOf(JsonNode items) {
        for (JsonNode item : items) {
            String text = item.isArray() ? null : textOf(item);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private @Nullable String unlessBlank(String text) {
        return text.isEmpty() || texts.contains(text) ? null : text;
    }

    /** 4 and 4.0 are the same code. */
    private static String number(JsonNode node) {
        if (node.isIntegralNumber() || !Double.isFinite(node.doubleValue())) {
            return node.asText();
        }
        BigDecimal exact = node.decimalValue();
        boolean plain = Math.abs((long) exact.scale()) < LONGEST_NUMBER;
        return plain ? exact.stripTrailingZeros().toPlainString() : node.asText();
    }
}
