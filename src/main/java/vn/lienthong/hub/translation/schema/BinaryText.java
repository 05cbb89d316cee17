package vn.lienthong.hub.translation.schema;

import java.io.Reader;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** The text of an element with octets, read piece by piece, because it may be much longer than a message is deep. */
final class BinaryText extends Reader {
    private static final String WITH_TWO_ZERO_BITS = "AEIMQUYcgkosw048";
    private static final String WITH_FOUR_ZERO_BITS = "AQgw";

    private final XmlReading xml;
    private final SimpleType type;
    private int at;
    private int end;
    private long digits;
    private int padding;
    private char last;
    private boolean gap;
    private boolean ended;
    private @Nullable XMLStreamException broken;

    /** @param xml at the start of the element, which is read to its end */
    BinaryText(XmlReading xml, SimpleType type) {
        this.xml = xml;
        this.type = type;
    }

    @Override
    public int read(char[] into, int offset, int length) {
        int count = 0;
        while (count < length && more()) {
            char[] piece = xml.reader.getTextCharacters();
            for (; at < end && count < length; at++) {
                char c = piece[at];
                if (Lexical.isSpace(c)) {
                    gap = digits > 0;
                } else {
                    check(c);
                    into[offset + count++] = c;
                }
            }
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    private boolean more() {
        while (at == end && !ended) {
            try {
                next();
            } catch (XMLStreamException e) {
                broken = e;
                ended = true;
            }
        }
        return at < end;
    }

    private void next() throws XMLStreamException {
        int event = xml.next();
        if (event == XMLStreamConstants.END_ELEMENT) {
            ended = true;
            if (!isWhole()) {
                throw wrong();
            }
        } else if (event == XMLStreamConstants.START_ELEMENT) {
            xml.refuseElement();
        } else {
            at = xml.reader.getTextStart();
            end = at + xml.reader.getTextLength();
        }
    }

    private void check(char c) {
        boolean hex = type.kind == SimpleType.Kind.HEX;
        boolean padded = !hex && c == '=';
        if (hex && gap || padding > (padded ? 1 : 0) || !padded && !isDigit(c, hex)) {
            throw wrong();
        }
        if (padded) {
            padding++;
        } else {
            last = c;
            digits++;
        }
    }

    private static boolean isDigit(char c, boolean hex) {
        char most = hex ? 'f' : 'z';
        return c >= '0' && c <= '9'
                || c >= 'a' && c <= most
                || c >= 'A' && c <= most - ('a' - 'A')
                || !hex && (c == '+' || c == '/');
    }

    // Digits beyond the last octet have to be zero: another text would stand for the same octets.
    private boolean isWhole() {
        if (type.kind == SimpleType.Kind.HEX) {
            return digits % 2 == 0;
        }
        return switch (padding) {
            case 0 -> digits % 4 == 0;
            case 1 -> digits % 4 == 3 && WITH_TWO_ZERO_BITS.indexOf(last) >= 0;
            default -> digits % 4 == 2 && WITH_FOUR_ZERO_BITS.indexOf(last) >= 0;
        };
    }

    private Untranslatable wrong() {
        return Untranslatable.structure(
                xml.where(), "goes wrong at digit " + (digits + padding + (ended ? 0 : 1)), type.told());
    }

    /** Tells what reading was stopped by. */
    void rethrow() throws XMLStreamException {
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    public void close() {}
}
