package vn.lienthong.hub.agency.call;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.wsdl.Binding;
import javax.wsdl.BindingOperation;
import javax.wsdl.Definition;
import javax.wsdl.Port;
import javax.wsdl.Service;
import javax.wsdl.WSDLException;
import javax.wsdl.extensions.ExtensibilityElement;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.binding.soap.SOAPBindingUtil;
import org.apache.cxf.binding.soap.wsdl.extensions.SoapOperation;
import org.apache.cxf.wsdl.WSDLManager;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapVersion;

/** A WSDL, as far as a call needs it: which operation an action is, and which port speaks its SOAP version. */
final class SoapContract {
    private static final String SOAP_1_1 = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static final String SOAP_1_2 = "http://schemas.xmlsoap.org/wsdl/soap12/";

    private final Definition wsdl;
    private final Path file;

    private SoapContract(Definition wsdl, Path file) {
        this.wsdl = wsdl;
        this.file = file;
    }

    static SoapContract read(Path file, Bus bus) {
        try {
            return new SoapContract(
                    bus.getExtension(WSDLManager.class)
                            .getDefinition(file.toUri().toString()),
                    file);
        } catch (WSDLException e) {
            throw new IllegalStateException("the contract " + file + " is not a WSDL: " + e.getMessage(), e);
        }
    }

    /** Has a contract read anew the next time: CXF remembers each by its address, and the file may have changed. */
    static void forget(Path file, Bus bus) {
        WSDLManager read = bus.getExtension(WSDLManager.class);
        Definition known = read.getDefinitions().get(file.toUri().toString());
        if (known != null) {
            read.removeDefinition(known);
        }
    }

    /** An operation at a port. */
    record Operation(QName service, QName port, QName name) {}

    Operation operation(SoapCall call) {
        List<String> actions = new ArrayList<>();
        for (Service service : values(wsdl.getAllServices(), Service.class)) {
            for (Port port : values(service.getPorts(), Port.class)) {
                if (speaks(port.getBinding(), call.version())) {
                    for (Object each : port.getBinding().getBindingOperations()) {
                        var operation = (BindingOperation) each;
                        String action = actionOf(operation);
                        if (call.action().equals(action)) {
                            return at(service, port, operation);
                        }
                        actions.add(action);
                    }
                }
            }
        }
        throw new IllegalStateException("the contract " + file + " has no " + call.version()
                + " operation of the action " + call.action() + "; it has " + actions);
    }

    private static Operation at(Service service, Port port, BindingOperation operation) {
        String namespace = service.getQName().getNamespaceURI();
        return new Operation(
                service.getQName(),
                new QName(namespace, port.getName()),
                new QName(port.getBinding().getQName().getNamespaceURI(), operation.getName()));
    }

    private static boolean speaks(Binding binding, SoapVersion version) {
        String wanted =
                switch (version) {
                    case SOAP_1_1 -> SOAP_1_1;
                    case SOAP_1_2 -> SOAP_1_2;
                };
        for (Object each : binding.getExtensibilityElements()) {
            if (wanted.equals(((ExtensibilityElement) each).getElementType().getNamespaceURI())) {
                return true;
            }
        }
        return false;
    }

    private static String actionOf(BindingOperation operation) {
        SoapOperation soap = SOAPBindingUtil.getSoapOperation(operation.getExtensibilityElements());
        return soap == null || soap.getSoapActionURI() == null ? "" : soap.getSoapActionURI();
    }

    private static <T> Collection<T> values(Map<?, ?> map, Class<T> type) {
        return map.values().stream().map(type::cast).toList();
    }
}
