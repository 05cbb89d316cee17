package vn.lienthong.hub.translation.soap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.SchemaNode;
import vn.lienthong.hub.translation.schema.SchemaRefused;
import vn.lienthong.hub.translation.soap.WsdlDocuments.Component;

/** Finds the one element in the body of a bound message. */
final class WsdlMessages {
    static final String ENCODED =
            "uses SOAP's own encoding, which no schema describes; expected use=\"literal\" (ask for a document/literal or"
                    + " rpc/literal port)";
    private static final String MIME = "http://schemas.xmlsoap.org/wsdl/mime/";

    private final WsdlDocuments documents;
    private final SoapVersion version;
    private final RpcWrappers wrappers;

    WsdlMessages(WsdlDocuments documents, SoapVersion version, RpcWrappers wrappers) {
        this.documents = documents;
        this.version = version;
        this.wrappers = wrappers;
    }

    /**
     * The element in a body, or null where the body is empty.
     *
     * @param bound the binding's {@code input} or {@code output}
     * @param declared that of the port type
     * @param wrapper what an rpc message is called; null for a document
     */
    @Nullable
    QName body(SchemaNode bound, SchemaNode declared, String namespace, @Nullable String wrapper) {
        SchemaNode body = bodyOf(bound);
        if (body.get("use", "literal").strip().equals("encoded")) {
            throw SchemaRefused.at(body, ENCODED);
        }
        List<SchemaNode> parts = parts(bound, body, declared, namespace);
        if (wrapper == null) {
            return document(parts);
        }
        List<RpcWrappers.Part> typed = new ArrayList<>();
        for (SchemaNode part : parts) {
            if (part.get("type") == null) {
                throw SchemaRefused.at(part, "names no type; expected one, because its binding is of style rpc");
            }
            typed.add(new RpcWrappers.Part(part.get("name", ""), WsdlDocuments.name(part, part.get("type", ""))));
        }
        return wrappers.add(new QName(body.get("namespace", ""), wrapper), typed);
    }

    private SchemaNode bodyOf(SchemaNode bound) {
        SchemaNode multipart = WsdlDocuments.child(bound, MIME, "multipartRelated");
        if (multipart != null) {
            throw SchemaRefused.at(multipart, "binds attachments, which are not translated; expected soap:body alone");
        }
        SchemaNode body = WsdlDocuments.child(bound, version.binding(), "body");
        if (body == null) {
            throw SchemaRefused.at(bound, "has no soap:body; expected one of " + version);
        }
        return body;
    }

    private List<SchemaNode> parts(SchemaNode bound, SchemaNode body, SchemaNode declared, String namespace) {
        Component message = documents.named("message", declared, "message", namespace);
        Set<String> elsewhere = new HashSet<>();
        WsdlDocuments.children(bound, version.binding(), "header")
                .forEach(header -> elsewhere.add(header.get("part", "").strip()));
        String chosen = body.get("parts");
        return WsdlDocuments.children(message.node(), WsdlDocuments.WSDL, "part").stream()
                .filter(part -> chosen == null
                        ? !elsewhere.contains(part.get("name", "").strip())
                        : Arrays.asList(chosen.strip().split("\\s+"))
                                .contains(part.get("name", "").strip()))
                .toList();
    }

    private static @Nullable QName document(List<SchemaNode> parts) {
        if (parts.size() > 1) {
            throw SchemaRefused.at(
                    parts.get(1),
                    "is a second part of the body; expected one, because its binding is of style document");
        }
        return parts.isEmpty() ? null : element(parts.get(0));
    }

    private static QName element(SchemaNode part) {
        String element = part.get("element");
        if (element == null) {
            throw SchemaRefused.at(part, "names no element; expected one, because its binding is of style document");
        }
        return WsdlDocuments.name(part, element);
    }

    /** The element in the detail of a declared fault; null where its message is not as the standard wants it. */
    @Nullable
    QName fault(SchemaNode declared, String namespace) {
        Component message = documents.named("message", declared, "message", namespace);
        SchemaNode part = WsdlDocuments.child(message.node(), WsdlDocuments.WSDL, "part");
        // A detail that cannot be typed is left out of an answer, and is no reason to do without the operation.
        return part == null || part.get("element") == null ? null : element(part);
    }
}
