package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.SchemaRefused;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.soap.SoapContract;
import vn.lienthong.hub.translation.soap.SoapOperation;
import vn.lienthong.hub.translation.soap.SoapVersion;

/**
 * The element by which an operation answers: an example of the contract's, with what has to be told in its place. Where the contract
 * gives no example that would hold it, the values alone, in the elements that the connector reads.
 *
 * @param example the contract's; null where it gives none
 */
record ContractAnswer(SoapCall call, @Nullable ElementTranslation element, @Nullable ObjectNode example) {
    static ContractAnswer of(SoapCall call) {
        ElementTranslation element = operation(call).map(SoapOperation::output).orElse(null);
        JsonNode example = element == null ? null : element.example();
        return new ContractAnswer(call, element, example instanceof ObjectNode object ? object : null);
    }

    private static Optional<SoapOperation> operation(SoapCall call) {
        Path file = call.contract().toAbsolutePath();
        Path folder = Objects.requireNonNull(file.getParent(), "a contract is in a folder");
        SoapVersion version =
                switch (call.version()) {
                    case SOAP_1_1 -> SoapVersion.SOAP_1_1;
                    case SOAP_1_2 -> SoapVersion.SOAP_1_2;
                };
        try {
            return SoapContract.read(SchemaCatalogue.directory(folder), String.valueOf(file.getFileName()))
                    .operation(version, call.action(), root(call).getLocalName());
        } catch (SchemaRefused notByTheStandard) {
            return Optional.empty();
        }
    }

    private static Element root(SoapCall call) {
        return XmlFilling.of(call.body()).template();
    }

    /**
     * @param told what is told, at the places at which the connector reads it
     * @param without a place at which nothing is told; null for none
     */
    String with(ObjectNode told, @Nullable String without) {
        if (element != null && example != null) {
            ObjectNode whole = example.deepCopy();
            put(whole, told);
            if (without != null
                    && whole.at(without.substring(0, without.lastIndexOf('/'))) instanceof ObjectNode holder) {
                holder.remove(without.substring(without.lastIndexOf('/') + 1));
            }
            ByteArrayOutputStream xml = new ByteArrayOutputStream();
            try {
                element.toXml(
                        new ByteArrayInputStream(whole.toString().getBytes(StandardCharsets.UTF_8)),
                        xml,
                        Strictness.LENIENT,
                        Limits.MESSAGE);
                return xml.toString(StandardCharsets.UTF_8).replaceFirst("^<\\?xml[^>]*\\?>", "");
            } catch (Untranslatable noPlaceForIt) {
                return alone(told);
            } catch (IOException e) {
                throw new IllegalStateException("memory can be written to", e);
            }
        }
        return alone(told);
    }

    private static void put(ObjectNode whole, ObjectNode told) {
        told.properties().forEach(member -> {
            if (member.getValue() instanceof ObjectNode below
                    && whole.get(member.getKey()) instanceof ObjectNode there) {
                put(there, below);
            } else {
                whole.set(member.getKey(), member.getValue());
            }
        });
    }

    private String alone(ObjectNode told) {
        Element asked = root(call);
        String namespace = element != null
                ? element.name().getNamespaceURI()
                : Objects.requireNonNullElse(asked.getNamespaceURI(), "");
        String name = element != null ? element.name().getLocalPart() : asked.getLocalName() + "Response";
        Document document = Objects.requireNonNull(asked.getOwnerDocument(), "an element is in a document");
        Element answer = document.createElementNS(namespace, name);
        fill(answer, told);
        return Xml.written(answer);
    }

    private static void fill(Element element, ObjectNode told) {
        told.properties().forEach(member -> {
            Element child = element.getOwnerDocument().createElementNS(element.getNamespaceURI(), member.getKey());
            element.appendChild(child);
            if (member.getValue() instanceof ObjectNode below) {
                fill(child, below);
            } else {
                child.setTextContent(member.getValue().asText());
            }
        });
    }
}
