package vn.lienthong.hub.translation.schema;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.lienthong.hub.translation.Limits;

/** Readers of foreign XML: no document types, no entities, nothing outside the document, nothing beyond the limits. */
public final class XmlInput {
    // Limits come from settings and constants, so these are few.
    private static final ConcurrentMap<Limits, XmlInput> KNOWN = new ConcurrentHashMap<>();

    private final XMLInputFactory factory;

    private XmlInput(Limits limits) {
        this.factory = configured(limits);
    }

    public static XmlInput within(Limits limits) {
        return KNOWN.computeIfAbsent(limits, XmlInput::new);
    }

    // As the parser tells it: Maximum Element Depth limit (101) Exceeded.
    private static final Pattern LIMIT = Pattern.compile("limit \\((\\d+)\\)");

    /** A reader at the start of a document. */
    public XMLStreamReader reader(InputStream xml) throws XMLStreamException {
        return factory.createXMLStreamReader(xml);
    }

    /**
     * What a reader's failure comes to, said of a place in the document.
     *
     * @throws IOException if it was not the document's fault but the stream broke
     */
    public static Untranslatable told(XMLStreamException e, String path) throws IOException {
        if (e.getNestedException() instanceof IOException broken
                && !(broken instanceof java.io.CharConversionException)) {
            throw broken;
        }
        if (e.getMessage() != null && e.getMessage().contains("limit")) {
            Matcher limit = LIMIT.matcher(e.getMessage());
            return Untranslatable.tooLarge(
                    path,
                    "is beyond a limit of depth, attributes, text or size"
                            + (limit.find() ? ", which is " + limit.group(1) : ""));
        }
        String at = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber() + ")";
        // The parser's own words quote the document.
        return Untranslatable.malformed(path, "is not well-formed XML" + at);
    }

    private static XMLInputFactory configured(Limits limits) {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // What is wrong within a text is thrown where it is read, and not as an error when it is asked for.
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth() + 1);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.attributes());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.textLength());
        factory.setProperty(WstxInputProperties.P_MAX_CHARACTERS, limits.bytes());
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the document is read");
        });
        return factory;
    }
}
