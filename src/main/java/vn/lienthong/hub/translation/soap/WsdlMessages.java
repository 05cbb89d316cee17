package vn.lienthong.hub.translation.soap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
        SchemaNode body = WsdlDocuments.child(enveloped(bound), version.binding(), "body");
        if (body == null) {
            throw SchemaRefused.at(bound, "has no soap:body; expected one of " + version);
        }
        return body;
    }

    /** What holds the binding of the envelope: of several parts, the one with a body. */
    private SchemaNode enveloped(SchemaNode bound) {
        SchemaNode multipart = WsdlDocuments.child(bound, MIME, "multipartRelated");
        if (multipart == null) {
            return bound;
        }
        return WsdlDocuments.children(multipart, MIME, "part").stream()
                .filter(part -> WsdlDocuments.child(part, version.binding(), "body") != null)
                .findFirst()
                .orElseThrow(() -> SchemaRefused.at(multipart, "has no part with a soap:body; expected one"));
    }

    /** The parts beside the envelope, each with the first of the types that it may have. */
    static List<SoapAttachment> attachments(SchemaNode bound) {
        SchemaNode multipart = WsdlDocuments.child(bound, MIME, "multipartRelated");
        Map<String, String> types = new LinkedHashMap<>();
        for (SchemaNode part :
                multipart == null ? List.<SchemaNode>of() : WsdlDocuments.children(multipart, MIME, "part")) {
            for (SchemaNode content : WsdlDocuments.children(part, MIME, "content")) {
                types.putIfAbsent(
                        content.get("part", "").strip(), content.get("type", "").strip());
            }
        }
        return types.entrySet().stream()
                .map(part -> new SoapAttachment(part.getKey(), part.getValue()))
                .toList();
    }

    private List<SchemaNode> parts(SchemaNode bound, SchemaNode body, SchemaNode declared, String namespace) {
        Component message = documents.named("message", declared, "message", namespace);
        Set<String> elsewhere = new HashSet<>();
        attachments(bound).forEach(attachment -> elsewhere.add(attachment.name()));
        WsdlDocuments.children(enveloped(bound), version.binding(), "header")
                .forEach(header -> elsewhere.add(header.get("part", "").strip()));
        String chosen = body.get("parts");
        return WsdlDocuments.children(message.node(), WsdlDocuments.WSDL, "part").stream()
                .filter(part -> chosen == null
                        ? !elsewhere.contains(part.get("name", "").strip())
                        : Arrays.asList(chosen.strip().split("\\s+"))
                                .contains(part.get("name", "").strip()))
                .toList();
    }

    /** The elements that are bound to a header; what is bound otherwise, such as a type, is left out. */
    Set<QName> headers(SchemaNode bound, String namespace) {
        Set<QName> elements = new LinkedHashSet<>();
        for (SchemaNode header : WsdlDocuments.children(enveloped(bound), version.binding(), "header")) {
            if (header.get("message") == null
                    || header.get("use", "literal").strip().equals("encoded")) {
                continue;
            }
            Component message = documents.named("message", header, "message", namespace);
            String wanted = header.get("part", "").strip();
            WsdlDocuments.children(message.node(), WsdlDocuments.WSDL, "part").stream()
                    .filter(part -> part.get("name", "").strip().equals(wanted) && part.get("element") != null)
                    .map(WsdlMessages::element)
                    .forEach(elements::add);
        }
        return elements;
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
