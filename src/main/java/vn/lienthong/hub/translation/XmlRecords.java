package vn.lienthong.hub.translation;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Undeliverable;

/** The elements at one place of an XML document, read one by one. */
final class XmlRecords extends Reading {
    private static final Bilingual NOT_XML =
            new Bilingual("Nội dung không phải là XML đúng cú pháp", "The content is not well-formed XML");
    private static final Bilingual REMEDY = new Bilingual(
            "Hãy sửa nội dung ở chỗ đó, lưu bằng UTF-8 rồi gửi lại.",
            "Mend the content at that place, save it as UTF-8 and send it again.");

    private final InputStream xml;
    private final Limits limits;
    private final List<String> path;
    private @Nullable XMLStreamReader reader;
    /** How many elements are open around the reader. */
    private int open;
    /** How many of the open elements, from the one below the root on, are on the path. */
    private int onPath;

    XmlRecords(InputStream xml, String pointer, Limits limits) {
        super(xml);
        this.xml = xml;
        this.limits = limits;
        this.path = Place.tokens(pointer);
    }

    @Override
    @Nullable
    SourceRecord readNext() {
        try {
            if (reader == null) {
                reader = XmlTree.open(xml, limits);
            }
            return nextElement(reader);
        } catch (XMLStreamException e) {
            throw unreadable(e);
        } catch (RuntimeException e) {
            // Woodstox wraps what its source throws, here a refusal of ours.
            throw e instanceof Undeliverable ? e : e.getCause() instanceof Undeliverable refused ? refused : e;
        }
    }

    private @Nullable SourceRecord nextElement(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            int event = XmlTree.next(reader);
            if (event == XMLStreamConstants.START_ELEMENT) {
                boolean here = onPath == open - 1 && matches(reader.getLocalName()) || open == 0;
                if (here && open == path.size()) {
                    found = true;
                    long line = reader.getLocation().getLineNumber();
                    return new SourceRecord(new XmlTree(reader, limits).element(), line);
                }
                if (here && open > 0) {
                    onPath = open;
                }
                if (here && open == path.size() - 1) {
                    found = true;
                }
                open++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
                onPath = Math.min(onPath, Math.max(open - 1, 0));
            }
        }
        return null;
    }

    private boolean matches(String name) {
        return open >= 1 && open <= path.size() && path.get(open - 1).equals(name);
    }

    static RuntimeException unreadable(XMLStreamException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Undeliverable refused) {
                return refused;
            }
            if (cause instanceof IOException source) {
                return Unreadable.source(source);
            }
        }
        if (e.getMessage() != null && e.getMessage().contains("limit")) {
            return Unreadable.tooLarge(
                    "Nội dung XML vượt mức cho phép về độ sâu, số thuộc tính hoặc độ dài một giá trị.",
                    "The XML goes beyond what is allowed in depth, attributes or the length of one value.");
        }
        var place = e.getLocation();
        // The parser's message quotes the content, so it is not kept as a cause.
        return place == null
                ? Unreadable.malformed(new Bilingual(NOT_XML.vi() + ".", NOT_XML.en() + "."), REMEDY, null)
                : Unreadable.malformed(NOT_XML, place.getLineNumber(), place.getColumnNumber(), REMEDY, null);
    }
}
