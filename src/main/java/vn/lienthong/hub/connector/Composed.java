package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value that is made of others, rather than taken from one place. */
sealed interface Composed {
    /** The value, or null where there is none. */
    @Nullable
    String read(JsonNode record, JsonNode item, Blanks blanks);

    /** Several values put together; those that are missing are left out. */
    record Join(List<RecordPath> parts, String separator) implements Composed {
        @Override
        public @Nullable String read(JsonNode record, JsonNode item, Blanks blanks) {
            String joined = parts.stream()
                    .map(part -> blanks.textOf(part.find(record, item)))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(separator));
            return joined.isEmpty() ? null : joined;
        }
    }

    /**
     * One part of a value.
     *
     * @param by what stands between the parts
     * @param part from 1; from the end where it is negative
     */
    record Split(Field whole, String by, int part) implements Composed {
        @Override
        public @Nullable String read(JsonNode record, JsonNode item, Blanks blanks) {
            String text = whole.read(record, item, blanks);
            if (text == null) {
                return null;
            }
            String[] parts = text.split(java.util.regex.Pattern.quote(by), -1);
            int index = part > 0 ? part - 1 : parts.length + part;
            String taken = index >= 0 && index < parts.length ? parts[index].strip() : "";
            return taken.isEmpty() ? null : taken;
        }
    }

    /** The first of several rules that gives a value. */
    record FirstOf(List<Field> rules) implements Composed {
        @Override
        public @Nullable String read(JsonNode record, JsonNode item, Blanks blanks) {
            for (Field rule : rules) {
                String found = rule.read(record, item, blanks);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
    }

    /** A value that counts only where another has one of some values. */
    record When(Field value, RecordPath at, List<String> is) implements Composed {
        @Override
        public @Nullable String read(JsonNode record, JsonNode item, Blanks blanks) {
            String told = blanks.textOf(at.find(record, item));
            return told != null && is.contains(told) ? value.read(record, item, blanks) : null;
        }
    }

    /** A value that is reckoned. */
    record Reckoned(Formula formula) implements Composed {
        @Override
        public @Nullable String read(JsonNode record, JsonNode item, Blanks blanks) {
            return blanks.textOf(formula.value(record, item));
        }
    }
}
