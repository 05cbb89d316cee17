package vn.lienthong.hub.portal;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes an answer as XML, one element for each value, in the namespace of the hub's contract. */
final class XmlScribe implements AnswerScribe {
    static final String NAMESPACE = "urn:lienthong:dossier-lookup:1";

    private final XMLStreamWriter xml;

    XmlScribe(XMLStreamWriter xml) {
        this.xml = xml;
    }

    @Override
    public void begin(String name) {
        write(() -> xml.writeStartElement(NAMESPACE, name));
    }

    @Override
    public void end() {
        write(xml::writeEndElement);
    }

    @Override
    public void beginList(String name) {
        begin(name);
    }

    @Override
    public void endList() {
        end();
    }

    @Override
    public void item(String name) {
        begin(name);
    }

    @Override
    public void text(String name, @Nullable String value) {
        if (value != null) {
            write(() -> {
                xml.writeStartElement(NAMESPACE, name);
                xml.writeCharacters(fitForXml(value));
                xml.writeEndElement();
            });
        }
    }

    @Override
    public void number(String name, long value) {
        text(name, Long.toString(value));
    }

    @Override
    public void truth(String name, boolean value) {
        text(name, Boolean.toString(value));
    }

    // An agency's free text may hold characters that JSON can carry and XML 1.0 cannot.
    private static String fitForXml(String value) {
        return value.codePoints().allMatch(XmlScribe::isXmlCharacter)
                ? value
                : value.codePoints()
                        .map(c -> isXmlCharacter(c) ? c : 0xFFFD)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isXmlCharacter(int c) {
        return c >= 0x20 && c <= 0xD7FF
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an answer could not be written as XML", e);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws XMLStreamException;
    }
}
