package vn.lienthong.hub.portal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes an answer as JSON. */
final class JsonScribe implements AnswerScribe {
    private final JsonGenerator json;

    JsonScribe(JsonGenerator json) {
        this.json = json;
    }

    @Override
    public void begin(String name) {
        write(() -> {
            if (json.getOutputContext().inObject()) {
                json.writeFieldName(name);
            }
            json.writeStartObject();
        });
    }

    @Override
    public void end() {
        write(json::writeEndObject);
    }

    @Override
    public void beginList(String name) {
        write(() -> json.writeArrayFieldStart(name));
    }

    @Override
    public void endList() {
        write(json::writeEndArray);
    }

    @Override
    public void item(String name) {
        write(json::writeStartObject);
    }

    @Override
    public void text(String name, @Nullable String value) {
        if (value != null) {
            write(() -> json.writeStringField(name, value));
        }
    }

    @Override
    public void number(String name, long value) {
        write(() -> json.writeNumberField(name, value));
    }

    @Override
    public void truth(String name, boolean value) {
        write(() -> json.writeBooleanField(name, value));
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException("an answer could not be written as JSON", e);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }
}
