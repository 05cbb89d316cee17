package vn.lienthong.hub.translation.openapi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;

/** A WSDL 1.1, document/literal wrapped. */
final class WsdlText {
    private static final Map<String, String> BINDINGS = new java.util.TreeMap<>(Map.of(
            "soap", "http://schemas.xmlsoap.org/wsdl/soap/", "soap12", "http://schemas.xmlsoap.org/wsdl/soap12/"));

    private final String title;
    private final String service;
    private final String namespace;
    private final String xsd;
    private final Collection<RestOperation> operations;

    WsdlText(String title, String namespace, String xsd, Collection<RestOperation> operations) {
        this.title = title;
        this.service = new XmlNames().free(title.replaceAll("[^\\p{L}\\p{Nd}]+", ""));
        this.namespace = namespace;
        this.xsd = xsd;
        this.operations = operations;
    }

    String at(String address) {
        Markup wsdl = new Markup().raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        wsdl.open(
                "wsdl:definitions",
                "xmlns:wsdl",
                "http://schemas.xmlsoap.org/wsdl/",
                "xmlns:soap",
                BINDINGS.get("soap"),
                "xmlns:soap12",
                BINDINGS.get("soap12"),
                "xmlns:t",
                namespace,
                "name",
                service,
                "targetNamespace",
                namespace);
        wsdl.documentation(title, "wsdl").open("wsdl:types").raw(xsd).close("wsdl:types");
        operations.forEach(operation -> messages(wsdl, operation));
        wsdl.open("wsdl:portType", "name", service);
        operations.forEach(operation -> operation(wsdl, operation));
        wsdl.close("wsdl:portType");
        BINDINGS.keySet().forEach(soap -> binding(wsdl, soap));
        wsdl.open("wsdl:service", "name", service);
        BINDINGS.keySet().forEach(soap -> wsdl.open(
                        "wsdl:port", "name", service + "-" + soap, "binding", "t:" + service + "-" + soap)
                .empty(soap + ":address", "location", address)
                .close("wsdl:port"));
        return wsdl.close("wsdl:service").close("wsdl:definitions").toString();
    }

    private static List<QName> faults(RestOperation operation) {
        return operation.answers().values().stream()
                .map(RestOperation.Answer::element)
                .flatMap(java.util.stream.Stream::ofNullable)
                .toList();
    }

    private static void messages(Markup wsdl, RestOperation operation) {
        message(wsdl, operation.request(), "parameters");
        message(wsdl, operation.response(), "parameters");
        faults(operation).forEach(fault -> message(wsdl, fault, "fault"));
    }

    private static void message(Markup wsdl, QName element, String part) {
        wsdl.open("wsdl:message", "name", element.getLocalPart());
        wsdl.empty("wsdl:part", "name", part, "element", "t:" + element.getLocalPart());
        wsdl.close("wsdl:message");
    }

    private static void operation(Markup wsdl, RestOperation operation) {
        wsdl.open("wsdl:operation", "name", operation.name()).documentation(operation.description(), "wsdl");
        wsdl.empty("wsdl:input", "message", "t:" + operation.request().getLocalPart());
        wsdl.empty("wsdl:output", "message", "t:" + operation.response().getLocalPart());
        faults(operation)
                .forEach(fault ->
                        wsdl.empty("wsdl:fault", "name", fault.getLocalPart(), "message", "t:" + fault.getLocalPart()));
        wsdl.close("wsdl:operation");
    }

    private void binding(Markup wsdl, String soap) {
        wsdl.open("wsdl:binding", "name", service + "-" + soap, "type", "t:" + service);
        wsdl.empty(soap + ":binding", "style", "document", "transport", "http://schemas.xmlsoap.org/soap/http");
        for (RestOperation operation : operations) {
            wsdl.open("wsdl:operation", "name", operation.name());
            wsdl.empty(soap + ":operation", "soapAction", namespace + "/" + operation.name(), "style", "document");
            wsdl.open("wsdl:input").empty(soap + ":body", "use", "literal").close("wsdl:input");
            wsdl.open("wsdl:output").empty(soap + ":body", "use", "literal").close("wsdl:output");
            for (QName fault : faults(operation)) {
                wsdl.open("wsdl:fault", "name", fault.getLocalPart());
                wsdl.empty(soap + ":fault", "name", fault.getLocalPart(), "use", "literal")
                        .close("wsdl:fault");
            }
            wsdl.close("wsdl:operation");
        }
        wsdl.close("wsdl:binding");
    }
}
