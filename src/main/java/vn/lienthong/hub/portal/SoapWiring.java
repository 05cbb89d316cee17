package vn.lienthong.hub.portal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.apache.camel.component.cxf.common.DataFormat;
import org.apache.camel.component.cxf.jaxws.CxfEndpoint;
import org.apache.cxf.Bus;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.submission.EnvelopedFiles;

/** The SOAP door: one address for both SOAP versions, by the hub's own contract. */
@Configuration(proxyBeanMethods = false)
class SoapWiring {
    static final String CONTRACT = "contracts/dossier-lookup.wsdl";
    private static final long ONE_MORE = 1 << 20;

    // An endpoint of SOAP 1.2 answers 1.1 in 1.1; the other way round it would refuse.
    @Bean
    CxfEndpoint dossierLookupSoap(Bus bus) {
        return endpoint(bus, "/dossiers", CONTRACT, new QName(XmlScribe.NAMESPACE, "DossierLookupOfTheHub"));
    }

    @Bean
    CxfEndpoint dossierSubmissionSoap(Bus bus, EnvelopedFiles files) {
        CxfEndpoint endpoint = endpoint(
                bus,
                "/submissions",
                "contracts/dossier-submission.wsdl",
                new QName(SoapSubmission.NAMESPACE, "DossierSubmissionOfTheHub"));
        // CXF lays what comes beside an envelope down on disk. A little more than may be kept, so that who sends that
        // is told why.
        endpoint.getProperties()
                .put(AttachmentDeserializer.ATTACHMENT_MAX_SIZE, String.valueOf(files.largest() + ONE_MORE));
        return endpoint;
    }

    private static CxfEndpoint endpoint(Bus bus, String address, String contract, QName service) {
        var endpoint = new CxfEndpoint();
        endpoint.setBus(bus);
        endpoint.setAddress(address);
        endpoint.setWsdlURL(contract);
        endpoint.setServiceName(service.toString());
        endpoint.setEndpointName(new QName(service.getNamespaceURI(), "Soap12").toString());
        endpoint.setDataFormat(DataFormat.PAYLOAD);
        // Camel adds to these by itself.
        endpoint.setProperties(new HashMap<>(Map.of(
                // The published contract names the address it was fetched from.
                "autoRewriteSoapAddressForAllServices", true,
                "soap.no.validate.parts", true)));
        endpoint.setOutFaultInterceptors(new ArrayList<>(List.of(new UnreadableSoap())));
        endpoint.setSkipFaultLogging(true);
        return endpoint;
    }
}
