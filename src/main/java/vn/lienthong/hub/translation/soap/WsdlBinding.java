package vn.lienthong.hub.translation.soap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.SchemaNode;
import vn.lienthong.hub.translation.schema.SchemaProblem;
import vn.lienthong.hub.translation.schema.SchemaRefused;
import vn.lienthong.hub.translation.soap.WsdlDocuments.Component;

/** The operations of one binding, by the names of their elements. */
final class WsdlBinding {
    private static final Set<String> HTTP = Set.of(
            "http://schemas.xmlsoap.org/soap/http",
            "http://www.w3.org/2003/05/soap/bindings/HTTP/",
            "http://schemas.xmlsoap.org/soap12/http");

    private static final List<String> ADDRESSING =
            List.of("http://www.w3.org/2007/05/addressing/metadata", "http://www.w3.org/2006/05/addressing/wsdl");

    /** An operation whose elements are still to be found among the schemas. */
    record Bound(
            SchemaNode node,
            String name,
            String action,
            String addressedAs,
            @Nullable QName input,
            @Nullable QName output,
            boolean oneWay,
            Set<QName> faults,
            Set<QName> inputHeaders,
            Set<QName> outputHeaders,
            List<SoapAttachment> inputAttachments,
            List<SoapAttachment> outputAttachments,
            boolean mtom,
            @Nullable String documentation) {}

    private final WsdlDocuments documents;
    private final SoapVersion version;
    private final Component binding;
    private final Component portType;
    private final WsdlMessages messages;
    private final MtomPolicy policy;
    private final boolean rpc;
    private final List<SchemaProblem> problems = new ArrayList<>();

    private WsdlBinding(WsdlDocuments documents, Component binding, SoapVersion version, RpcWrappers wrappers) {
        this.documents = documents;
        this.version = version;
        this.binding = binding;
        this.portType = documents.named("portType", binding.node(), "type", binding.namespace());
        this.policy = new MtomPolicy(documents);
        this.messages = new WsdlMessages(documents, version, wrappers);
        this.rpc = isRpc(WsdlDocuments.child(binding.node(), version.binding(), "binding"), false);
    }

    /** The SOAP version that a binding speaks, or null if it speaks something else. */
    static @Nullable SoapVersion versionOf(Component binding) {
        for (SoapVersion version : SoapVersion.values()) {
            if (WsdlDocuments.child(binding.node(), version.binding(), "binding") != null) {
                return version;
            }
        }
        return null;
    }

    /** @throws SchemaRefused with everything in the binding that cannot be translated */
    static List<Bound> read(
            WsdlDocuments documents,
            Component binding,
            SoapVersion version,
            RpcWrappers wrappers,
            Collection<String> only) {
        WsdlBinding read = new WsdlBinding(documents, binding, version, wrappers);
        read.checkTransport();
        List<Bound> operations = read.operations(only);
        if (!read.problems.isEmpty()) {
            throw new SchemaRefused(List.copyOf(new LinkedHashSet<>(read.problems)));
        }
        return operations;
    }

    private void checkTransport() {
        SchemaNode soap = WsdlDocuments.child(binding.node(), version.binding(), "binding");
        String transport = soap == null ? "" : soap.get("transport", "").strip();
        if (soap != null && !transport.isEmpty() && !HTTP.contains(transport)) {
            tell(soap, "has the transport \"" + transport + "\"; expected SOAP over HTTP");
        }
    }

    private List<Bound> operations(Collection<String> only) {
        Map<String, SchemaNode> declared = new HashMap<>();
        for (SchemaNode operation : WsdlDocuments.children(portType.node(), WsdlDocuments.WSDL, "operation")) {
            if (declared.putIfAbsent(nameOf(operation), operation) != null) {
                tell(
                        operation,
                        "declares the operation " + nameOf(operation) + " a second time; expected another name");
            }
        }
        List<Bound> bound = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>(only);
        for (SchemaNode operation : WsdlDocuments.children(binding.node(), WsdlDocuments.WSDL, "operation")) {
            missing.remove(nameOf(operation));
            if (!only.isEmpty() && !only.contains(nameOf(operation))) {
                continue;
            }
            SchemaNode declaration = declared.get(nameOf(operation));
            if (declaration == null) {
                tell(operation, "binds the operation " + nameOf(operation) + ", which its port type does not declare");
                continue;
            }
            try {
                bound.add(operation(operation, declaration));
            } catch (SchemaRefused e) {
                problems.addAll(e.problems());
            }
        }
        missing.forEach(name ->
                tell(binding.node(), "has no operation " + name + "; expected one of " + String.join(", ", names())));
        return bound;
    }

    private List<String> names() {
        return WsdlDocuments.children(binding.node(), WsdlDocuments.WSDL, "operation").stream()
                .map(WsdlBinding::nameOf)
                .toList();
    }

    private Bound operation(SchemaNode operation, SchemaNode declaration) {
        SchemaNode soap = WsdlDocuments.child(operation, version.binding(), "operation");
        String name = nameOf(operation);
        String action = soap == null ? "" : soap.get("soapAction", "").strip();
        boolean asRpc = isRpc(soap, rpc);
        SchemaNode input = WsdlDocuments.child(declaration, WsdlDocuments.WSDL, "input");
        SchemaNode output = WsdlDocuments.child(declaration, WsdlDocuments.WSDL, "output");
        if (input == null || output != null && follows(declaration, output, input)) {
            throw SchemaRefused.at(
                    declaration, "begins with the service's own message; expected an operation that is called");
        }
        Set<QName> faults = new LinkedHashSet<>();
        for (SchemaNode fault : WsdlDocuments.children(declaration, WsdlDocuments.WSDL, "fault")) {
            QName element = messages.fault(fault, portType.namespace());
            if (element != null) {
                faults.add(element);
            }
        }
        return new Bound(
                operation,
                name,
                action,
                addressedAs(input, action, output == null ? name : name + "Request"),
                body(operation, "input", input, asRpc ? name : null),
                output == null ? null : body(operation, "output", output, asRpc ? name + "Response" : null),
                output == null,
                faults,
                headers(operation, "input"),
                headers(operation, "output"),
                attachments(operation, "input"),
                attachments(operation, "output"),
                asksForMtom(operation),
                WsdlDocuments.documentation(declaration));
    }

    /** As "WS-Addressing 1.0 - Metadata" has it: what the contract says, else the SOAPAction, else a name that is made. */
    private String addressedAs(SchemaNode input, String action, String unnamed) {
        for (String namespace : ADDRESSING) {
            String declared = input.get("{" + namespace + "}Action", "").strip();
            if (!declared.isEmpty()) {
                return declared;
            }
        }
        if (!action.isEmpty()) {
            return action;
        }
        String namespace = portType.namespace();
        String between = namespace.startsWith("urn:") ? ":" : "/";
        String begin = namespace.endsWith(between) ? namespace : namespace + between;
        return begin
                + nameOf(portType.node())
                + between
                + input.get("name", unnamed).strip();
    }

    private @Nullable QName body(
            SchemaNode operation, String direction, SchemaNode declared, @Nullable String wrapper) {
        SchemaNode bound = WsdlDocuments.child(operation, WsdlDocuments.WSDL, direction);
        if (bound == null) {
            throw SchemaRefused.at(operation, "has no " + direction + "; expected one, as in its port type");
        }
        return messages.body(bound, declared, portType.namespace(), wrapper);
    }

    private Set<QName> headers(SchemaNode operation, String direction) {
        SchemaNode bound = WsdlDocuments.child(operation, WsdlDocuments.WSDL, direction);
        return bound == null ? Set.of() : messages.headers(bound, binding.namespace());
    }

    private static List<SoapAttachment> attachments(SchemaNode operation, String direction) {
        SchemaNode bound = WsdlDocuments.child(operation, WsdlDocuments.WSDL, direction);
        return bound == null ? List.of() : WsdlMessages.attachments(bound);
    }

    private boolean asksForMtom(SchemaNode operation) {
        SchemaNode input = WsdlDocuments.child(operation, WsdlDocuments.WSDL, "input");
        return policy.asks(binding.node()) || policy.asks(operation) || input != null && policy.asks(input);
    }

    private static boolean follows(SchemaNode declaration, SchemaNode first, SchemaNode second) {
        return declaration.children().indexOf(first) < declaration.children().indexOf(second);
    }

    private static boolean isRpc(@Nullable SchemaNode soap, boolean otherwise) {
        String style = soap == null ? null : soap.get("style");
        return style == null ? otherwise : style.strip().equals("rpc");
    }

    private static String nameOf(SchemaNode operation) {
        return operation.get("name", "").strip();
    }

    private void tell(SchemaNode node, String message) {
        problems.add(new SchemaProblem(node.file(), node.line(), message));
    }
}
