package vn.lienthong.hub.translation.soap;

import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/** Reads elements of a header without what SOAP says of them to its processors, such as that they must be understood. */
final class WithoutAttributesOf extends StreamReaderDelegate {
    private final String namespace;

    WithoutAttributesOf(String namespace, XMLStreamReader reader) {
        super(reader);
        this.namespace = namespace;
    }

    @Override
    public int getAttributeCount() {
        int count = 0;
        for (int i = 0; i < super.getAttributeCount(); i++) {
            count += isMeant(i) ? 1 : 0;
        }
        return count;
    }

    private boolean isMeant(int index) {
        return !namespace.equals(super.getAttributeNamespace(index));
    }

    private int at(int index) {
        int left = index;
        for (int i = 0; i < super.getAttributeCount(); i++) {
            if (isMeant(i) && left-- == 0) {
                return i;
            }
        }
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public QName getAttributeName(int index) {
        return super.getAttributeName(at(index));
    }

    @Override
    public String getAttributeLocalName(int index) {
        return super.getAttributeLocalName(at(index));
    }

    @Override
    public String getAttributeNamespace(int index) {
        return super.getAttributeNamespace(at(index));
    }

    @Override
    public String getAttributePrefix(int index) {
        return super.getAttributePrefix(at(index));
    }

    @Override
    public String getAttributeValue(int index) {
        return super.getAttributeValue(at(index));
    }

    @Override
    public String getAttributeType(int index) {
        return super.getAttributeType(at(index));
    }

    @Override
    public boolean isAttributeSpecified(int index) {
        return super.isAttributeSpecified(at(index));
    }
}
