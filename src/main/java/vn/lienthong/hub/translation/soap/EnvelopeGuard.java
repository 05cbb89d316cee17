package vn.lienthong.hub.translation.soap;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Checks the security of envelopes while they are read. */
@FunctionalInterface
public interface EnvelopeGuard {
    /**
     * A reader of the same envelope. It throws {@link SoapRefused} where something turns out wrong, at the document's end at
     * the latest: what it gave before is known to be right only then.
     *
     * @param envelope at the start of its document
     */
    XMLStreamReader guarded(XMLStreamReader envelope) throws XMLStreamException;
}
