package vn.lienthong.hub.translation.soap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.SchemaNode;
import vn.lienthong.hub.translation.schema.SchemaProblem;
import vn.lienthong.hub.translation.schema.SchemaRefused;
import vn.lienthong.hub.translation.schema.SchemaSet;
import vn.lienthong.hub.translation.soap.WsdlBinding.Bound;
import vn.lienthong.hub.translation.soap.WsdlDocuments.Component;

/**
 * A WSDL 1.1 contract: document/literal and rpc/literal over SOAP 1.1 and 1.2.
 *
 * <pre>{@code
 * SoapContract contract = SoapContract.read(SchemaCatalogue.directory(folder), "taxes.wsdl");
 * SoapPort port = contract.port(null, null);
 * }</pre>
 */
public final class SoapContract {
    private final SchemaCatalogue catalogue;
    private final String location;
    private final WsdlDocuments documents;

    private SoapContract(SchemaCatalogue catalogue, String location, WsdlDocuments documents) {
        this.catalogue = catalogue;
        this.location = location;
        this.documents = documents;
    }

    /**
     * Reads a contract with the WSDL documents it imports. Its schemas are read with a port.
     *
     * @throws SchemaRefused with every document that is missing or unreadable, by file and line
     */
    public static SoapContract read(SchemaCatalogue catalogue, String location) {
        return new SoapContract(catalogue, location, WsdlDocuments.read(catalogue, location));
    }

    /**
     * One port with all its operations, ready to be called.
     *
     * @see #port(String, String, Collection)
     */
    public SoapPort port(@Nullable String service, @Nullable String name) {
        return port(service, name, List.of());
    }

    /**
     * One port, ready to be called.
     *
     * @param service the service's local name; null if there is one only
     * @param name the port's name; null for the service's first of SOAP
     * @param only the operations that are wanted; empty for all
     * @throws SchemaRefused if there is no such port, or with everything in it or in its schemas that cannot be translated
     */
    public SoapPort port(@Nullable String service, @Nullable String name, Collection<String> only) {
        Component chosen = service(service);
        SchemaNode port = port(chosen, name);
        Component binding = documents.named("binding", port, "binding", chosen.namespace());
        SoapVersion version = WsdlBinding.versionOf(binding);
        if (version == null) {
            throw SchemaRefused.at(binding.node(), "binds no SOAP; expected a port of SOAP over HTTP");
        }
        RpcWrappers wrappers = new RpcWrappers();
        List<Bound> bound = WsdlBinding.read(documents, binding, version, wrappers, only);
        SchemaSet schemas = schemas(bound, wrappers);
        MtomPolicy policy = new MtomPolicy(documents);
        boolean isMtom = policy.asks(port) || policy.asks(chosen.node());
        SchemaNode address = WsdlDocuments.child(port, version.binding(), "address");
        return new SoapPort(
                nameOf(chosen.node()),
                nameOf(port),
                version,
                address == null ? "" : address.get("location", "").strip(),
                operations(bound, schemas, isMtom),
                schemas,
                WsdlDocuments.documentation(chosen.node()));
    }

    /**
     * The operation that a call is of, at the first port that speaks the version and has it.
     *
     * @param element the local name of the element in the request's body
     * @throws SchemaRefused with everything in the ports before it, or in the schemas, that cannot be translated
     */
    public Optional<SoapOperation> operation(SoapVersion version, String action, String element) {
        for (Component service : documents.all("service")) {
            for (SchemaNode port : WsdlDocuments.children(service.node(), WsdlDocuments.WSDL, "port")) {
                Component binding = documents.named("binding", port, "binding", service.namespace());
                if (WsdlBinding.versionOf(binding) == version) {
                    Optional<SoapOperation> found = port(nameOf(service.node()), nameOf(port)).operations().stream()
                            .filter(one -> one.action().equals(action))
                            .filter(one -> one.input() != null
                                    && one.input().name().getLocalPart().equals(element))
                            .findFirst();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Component service(@Nullable String wanted) {
        List<Component> all = documents.all("service");
        List<Component> found = all.stream()
                .filter(service -> wanted == null || nameOf(service.node()).equals(wanted))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        String names = all.stream().map(service -> nameOf(service.node())).collect(Collectors.joining(", "));
        throw refused(
                all.isEmpty()
                        ? "has no service; expected one with a port of SOAP"
                        : wanted == null
                                ? "has several services; name one of " + names
                                : "has no service \"" + wanted + "\"; expected one of " + names);
    }

    private SchemaNode port(Component service, @Nullable String wanted) {
        List<SchemaNode> ports = WsdlDocuments.children(service.node(), WsdlDocuments.WSDL, "port");
        for (SchemaNode port : ports) {
            if (wanted == null ? speaksSoap(port, service) : nameOf(port).equals(wanted)) {
                return port;
            }
        }
        String names = ports.stream().map(SoapContract::nameOf).collect(Collectors.joining(", "));
        throw SchemaRefused.at(
                service.node(),
                wanted == null
                        ? "has no port of SOAP" + (names.isEmpty() ? "" : ", only " + names) + "; expected one"
                        : "has no port \"" + wanted + "\"; expected one of " + names);
    }

    private boolean speaksSoap(SchemaNode port, Component service) {
        return WsdlBinding.versionOf(documents.named("binding", port, "binding", service.namespace())) != null;
    }

    private @Nullable SchemaSet schemas(List<Bound> bound, RpcWrappers wrappers) {
        if (bound.stream()
                .allMatch(one -> one.input() == null
                        && one.output() == null
                        && one.inputHeaders().isEmpty()
                        && one.outputHeaders().isEmpty())) {
            return null;
        }
        Map<String, byte[]> more = wrappers.documents();
        List<String> locations = new ArrayList<>(List.of(location));
        locations.addAll(more.keySet());
        return SchemaSet.read(SchemaCatalogue.of(more).or(catalogue), locations.toArray(String[]::new));
    }

    private static List<SoapOperation> operations(List<Bound> bound, @Nullable SchemaSet schemas, boolean isMtom) {
        Map<QName, ElementTranslation> elements = new HashMap<>();
        if (schemas != null) {
            schemas.elements().forEach(name -> elements.put(name, schemas.element(name)));
        }
        List<SchemaProblem> problems = new ArrayList<>();
        List<SoapOperation> operations = new ArrayList<>();
        for (Bound one : bound) {
            operations.add(new SoapOperation(
                    one.name(),
                    one.action(),
                    one.addressedAs(),
                    element(one, one.input(), elements, problems),
                    element(one, one.output(), elements, problems),
                    one.oneWay(),
                    known(one.faults(), elements),
                    known(one.inputHeaders(), elements),
                    known(one.outputHeaders(), elements),
                    one.inputAttachments(),
                    one.outputAttachments(),
                    isMtom || one.mtom(),
                    one.documentation()));
        }
        if (!problems.isEmpty()) {
            throw new SchemaRefused(problems);
        }
        return operations;
    }

    private static List<ElementTranslation> known(Set<QName> names, Map<QName, ElementTranslation> elements) {
        return names.stream().filter(elements::containsKey).map(elements::get).toList();
    }

    private static @Nullable ElementTranslation element(
            Bound bound, @Nullable QName name, Map<QName, ElementTranslation> known, List<SchemaProblem> problems) {
        if (name == null) {
            return null;
        }
        ElementTranslation element = known.get(name);
        if (element == null) {
            problems.add(new SchemaProblem(
                    bound.node().file(),
                    bound.node().line(),
                    "has a message with the element " + name + ", which no schema of the contract declares"));
        }
        return element;
    }

    private SchemaRefused refused(String message) {
        return new SchemaRefused(List.of(new SchemaProblem(location, 0, message)));
    }

    private static String nameOf(SchemaNode node) {
        return node.get("name", "").strip();
    }
}
