package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Octets from JSON to XML, read and written in parts, because they may be much longer than other values. */
final class OctetsToXml {
    private static final Base64Variant BASE64 = Base64Variants.MIME_NO_LINEFEEDS;

    private final JsonInput input;
    private final XmlOutput xml;

    OctetsToXml(JsonInput input, XmlOutput xml) {
        this.input = input;
        this.xml = xml;
    }

    /** Whether the value that is read can be read in parts: of the texts in JSON only those in Base64 can. */
    boolean isStreamed(ElementPlan element, SimpleType type) {
        return input.parser().currentToken() == JsonToken.VALUE_STRING
                && type.kind == SimpleType.Kind.BASE64
                && type.isOctets()
                && element.otherwise == null;
    }

    void write(ElementPlan element, SimpleType type) throws IOException {
        String instead = "";
        try (OutputStream encoded = Base64.getEncoder().wrap(xml.bytes.ascii())) {
            OctetsBeside beside = xml.beside;
            if (beside == null) {
                input.parser().readBinaryValue(BASE64, encoded);
            } else {
                instead = beside.put(new Read(element.mediaType), encoded);
            }
        } catch (JsonEOFException | Untranslatable told) {
            throw told;
        } catch (JsonParseException | IllegalArgumentException wrong) {
            throw Untranslatable.structure(xml.where(), "is not Base64", type.told());
        }
        xml.raw(instead);
    }

    private final class Read implements OctetsBeside.Value {
        private final @Nullable String mediaType;

        Read(@Nullable String mediaType) {
            this.mediaType = mediaType;
        }

        @Override
        public void writeTo(OutputStream octets) throws IOException {
            input.parser().readBinaryValue(BASE64, octets);
        }

        @Override
        public String text() throws IOException {
            return input.parser().getText();
        }

        @Override
        public void writeTo(String base64, OutputStream octets) throws IOException {
            octets.write(BASE64.decode(base64));
        }

        @Override
        public @Nullable String mediaType() {
            return mediaType;
        }
    }
}
