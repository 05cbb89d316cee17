package vn.lienthong.hub.translation.soap;

import java.util.HashSet;
import java.util.Set;
import javax.xml.namespace.QName;
import vn.lienthong.hub.translation.schema.SchemaNode;

/** Whether a contract asks for MTOM, by a policy at its service, port, binding or operation: WS-MTOMPolicy 1.0 and 1.1. */
final class MtomPolicy {
    private static final Set<QName> ASSERTIONS = Set.of(
            new QName(
                    "http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization",
                    "OptimizedMimeSerialization"),
            new QName("http://www.w3.org/2007/08/soap12-mtom-policy", "MTOM"));

    private final WsdlDocuments documents;

    MtomPolicy(WsdlDocuments documents) {
        this.documents = documents;
    }

    /** Whether a policy at this component asks for it. One that only allows it shows that the service takes it. */
    boolean asks(SchemaNode component) {
        return component.children().stream()
                .anyMatch(child -> WsdlDocuments.isPolicy(child, "Policy")
                        ? asserts(child, new HashSet<>())
                        : WsdlDocuments.isPolicy(child, "PolicyReference") && refers(child, new HashSet<>()));
    }

    private boolean asserts(SchemaNode node, Set<String> followed) {
        return ASSERTIONS.contains(node.name())
                || WsdlDocuments.isPolicy(node, "PolicyReference") && refers(node, followed)
                || node.children().stream().anyMatch(child -> asserts(child, followed));
    }

    private boolean refers(SchemaNode reference, Set<String> followed) {
        String uri = reference.get("URI", "").strip();
        SchemaNode policy = uri.startsWith("#") && followed.add(uri) ? documents.policy(uri.substring(1)) : null;
        return policy != null && asserts(policy, followed);
    }
}
