package vn.lienthong.bench.translation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A document that is parsed already, to see what writing it alone takes. */
record Tokens(List<JsonToken> kinds, List<String> texts) {
    static final Tokens NONE = new Tokens(List.of(), List.of());

    static Tokens of(byte[] json) throws IOException {
        List<JsonToken> kinds = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                kinds.add(token);
                texts.add(parser.getText());
            }
        }
        return new Tokens(kinds, texts);
    }

    void write(JsonGenerator json) throws IOException {
        for (int i = 0; i < kinds.size(); i++) {
            switch (kinds.get(i)) {
                case START_OBJECT -> json.writeStartObject();
                case END_OBJECT -> json.writeEndObject();
                case START_ARRAY -> json.writeStartArray();
                case END_ARRAY -> json.writeEndArray();
                case FIELD_NAME -> json.writeFieldName(texts.get(i));
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.writeNumber(texts.get(i));
                case VALUE_TRUE -> json.writeBoolean(true);
                case VALUE_FALSE -> json.writeBoolean(false);
                default -> json.writeString(texts.get(i));
            }
        }
    }

    void write(XMLStreamWriter xml) throws XMLStreamException {
        Deque<String> names = new ArrayDeque<>();
        xml.writeStartDocument();
        String name = "order";
        for (int i = 0; i < kinds.size(); i++) {
            switch (kinds.get(i)) {
                case FIELD_NAME -> name = texts.get(i);
                case START_OBJECT -> {
                    xml.writeStartElement("o", name, Orders.NAMESPACE);
                    if (names.isEmpty()) {
                        xml.writeNamespace("o", Orders.NAMESPACE);
                    }
                    names.push(name);
                }
                case END_OBJECT -> {
                    xml.writeEndElement();
                    name = names.pop();
                }
                case START_ARRAY, END_ARRAY -> {}
                default -> value(xml, name, texts.get(i));
            }
        }
        xml.writeEndDocument();
    }

    private static void value(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        if (name.startsWith("@")) {
            xml.writeAttribute(name.substring(1), text);
        } else {
            xml.writeStartElement("o", name, Orders.NAMESPACE);
            xml.writeCharacters(text);
            xml.writeEndElement();
        }
    }
}
