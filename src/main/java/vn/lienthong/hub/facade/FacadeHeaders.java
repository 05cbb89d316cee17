package vn.lienthong.hub.facade;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.soap.SoapOutcome;

/**
 * Elements of an envelope's header as headers of HTTP: there before the body in both, so that neither has to be held. Each
 * is JSON on one line, in ASCII when it comes from the hub.
 */
final class FacadeHeaders {
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private FacadeHeaders() {}

    /** Such as {@code Soap-AuthHeader}. */
    static String name(String element) {
        return "Soap-" + element;
    }

    /**
     * What a request tells of the headers that its operation declares, as XML; empty if nothing.
     *
     * @throws Untranslatable if one is told twice, or is not what the contract allows
     */
    static String xml(HttpServletRequest request, ServedOperation served, Strictness strictness) throws IOException {
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        for (ElementTranslation element : served.operation().inputHeaders()) {
            String name = name(element.name().getLocalPart());
            var told = request.getHeaders(name);
            if (told.hasMoreElements()) {
                // The server reads octets as ISO 8859-1; what was meant by them is UTF-8.
                byte[] json = told.nextElement().getBytes(StandardCharsets.ISO_8859_1);
                if (told.hasMoreElements()) {
                    throw Untranslatable.structure("/" + name, "is told twice", "once");
                }
                element.toXml(new ByteArrayInputStream(json), xml, strictness, Limits.MESSAGE);
            }
        }
        return xml.toString(StandardCharsets.UTF_8);
    }

    /** The value that tells a header of an answer. */
    static String value(SoapOutcome.Detail header) {
        try {
            JsonNode json = JsonMapper.builder()
                    .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .nodeFactory(com.fasterxml.jackson.databind.node.JsonNodeFactory.withExactBigDecimals(true))
                    .build()
                    .readTree(header.json());
            return ASCII.writeValueAsString(json);
        } catch (IOException e) {
            throw new IllegalStateException("what the engine wrote is JSON", e);
        }
    }
}
