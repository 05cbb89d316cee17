package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;

/** The members of one part of a definition that has passed its schema. */
record Members(JsonNode node) {
    String kind() {
        return text("kind");
    }

    /** A required text. */
    String text(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value.asText();
    }

    String text(String name, String byDefault) {
        return node.has(name) ? node.get(name).asText() : byDefault;
    }

    @Nullable
    String textOrNull(String name) {
        return node.has(name) ? node.get(name).asText() : null;
    }

    int whole(String name, int byDefault) {
        return node.has(name) ? node.get(name).intValue() : byDefault;
    }

    boolean truth(String name, boolean byDefault) {
        return node.has(name) ? node.get(name).booleanValue() : byDefault;
    }

    Duration duration(String name, String byDefault) {
        return Duration.parse(text(name, byDefault));
    }

    Bilingual bilingual(String name) {
        Members texts = in(name);
        return new Bilingual(texts.text("vi"), texts.text("en"));
    }

    List<String> texts(String name) {
        return texts(name, text -> text);
    }

    <T> List<T> texts(String name, Function<String, T> of) {
        List<T> items = new ArrayList<>();
        node.path(name).forEach(item -> items.add(of.apply(item.asText())));
        return items;
    }

    /** One of the constants, written in small letters with hyphens. */
    <E extends Enum<E>> E choice(String name, Class<E> of, String byDefault) {
        return Enum.valueOf(of, text(name, byDefault).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    <T> List<T> objects(String name, Function<Members, T> of) {
        List<T> items = new ArrayList<>();
        node.path(name).forEach(item -> items.add(of.apply(new Members(item))));
        return items;
    }

    Members in(String name) {
        return new Members(node.path(name));
    }

    <T> @Nullable T ifThere(String name, Function<Members, T> of) {
        return node.has(name) ? of.apply(in(name)) : null;
    }
}
