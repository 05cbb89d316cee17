package vn.lienthong.hub.agency.call;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.SchemaRefused;
import vn.lienthong.hub.translation.schema.SchemaSet;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;

/**
 * Reads answers by the schemas of their contracts, so that a list is a list with one element too, and a number a number. A
 * contract is read when its first answer comes, and again after the connector has changed.
 */
@Component
final class ContractTypes {
    private final ConcurrentMap<Path, Map<QName, ElementTranslation>> elements = new ConcurrentHashMap<>();

    void forget(Path contract) {
        elements.remove(contract);
    }

    /**
     * The JSON of an answer; null if the contract does not describe it, or it is not as it describes it: then its records
     * are read one by one as they come, so that one that is wrong holds up no other.
     */
    byte @Nullable [] json(Path contract, QName root, byte[] xml) {
        ElementTranslation element =
                elements.computeIfAbsent(contract, ContractTypes::read).get(root);
        if (element == null) {
            return null;
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            element.toJson(new ByteArrayInputStream(xml), json, Strictness.STRICT, Limits.MESSAGE);
            return json.toByteArray();
        } catch (Untranslatable otherwise) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        }
    }

    private static Map<QName, ElementTranslation> read(Path contract) {
        Map<QName, ElementTranslation> found = new HashMap<>();
        try {
            Path folder = Objects.requireNonNull(contract.toAbsolutePath().getParent(), "a contract is in a folder");
            SchemaSet set = SchemaSet.read(SchemaCatalogue.directory(folder), String.valueOf(contract.getFileName()));
            for (QName name : set.elements()) {
                ElementTranslation element = set.element(name);
                // Content in the order of the document has no members that a mapping could point to.
                if (!element.jsonSchema().toString().contains("\"#content\"")) {
                    found.put(name, element);
                }
            }
        } catch (SchemaRefused notByTheStandard) {
            found.clear();
        }
        return found;
    }
}
