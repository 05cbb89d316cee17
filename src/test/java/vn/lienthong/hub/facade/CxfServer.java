package vn.lienthong.hub.facade;

import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import jakarta.xml.ws.soap.SOAPBinding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.helpers.CastUtils;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.jaxws.interceptors.SwAInInterceptor;
import org.apache.cxf.jaxws.interceptors.SwAOutInterceptor;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** CXF on a real socket, serving by contract: what comes in and goes out is checked against the contract's schemas. */
final class CxfServer implements AutoCloseable {
    private final CXFNonSpringServlet servlet = new CXFNonSpringServlet();
    private final WebServer tomcat;

    CxfServer() {
        var factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        tomcat = factory.getWebServer(context -> {
            var registration = context.addServlet("cxf", servlet);
            registration.addMapping("/*");
            registration.setLoadOnStartup(1);
        });
        tomcat.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + tomcat.getPort());
    }

    /**
     * Serves a port.
     *
     * @param judged whether bodies are checked; CXF knows no schema of rpc messages
     * @param answers from the element in a request's body to the one in the answer's, as XML; empty for an empty body
     */
    void serve(
            String path,
            Path wsdl,
            QName service,
            QName port,
            boolean soap12,
            boolean judged,
            UnaryOperator<String> answers) {
        String binding = soap12 ? SOAPBinding.SOAP12HTTP_BINDING : SOAPBinding.SOAP11HTTP_BINDING;
        var endpoint = new EndpointImpl(servlet.getBus(), new Answering(answers), binding);
        endpoint.setWsdlLocation(wsdl.toUri().toString());
        endpoint.setServiceName(service);
        endpoint.setEndpointName(port);
        endpoint.setProperties(Map.of("schema-validation-enabled", String.valueOf(judged)));
        endpoint.publish(path);
        // It would sort attachments into the parameters of a method, which a provider has not.
        endpoint.getServer().getEndpoint().getInInterceptors().removeIf(SwAInInterceptor.class::isInstance);
        endpoint.getServer().getEndpoint().getOutInterceptors().removeIf(SwAOutInterceptor.class::isInstance);
    }

    /** Serves a class by the contract that CXF makes of it, with MTOM. */
    void serve(String path, Object implementor) {
        var endpoint = new EndpointImpl(servlet.getBus(), implementor);
        endpoint.setProperties(Map.of(Message.MTOM_ENABLED, "true"));
        endpoint.publish(path);
    }

    /** The action that the request being answered tells; empty for none. */
    static String action() {
        Message request = PhaseInterceptorChain.getCurrentMessage();
        Map<String, List<String>> headers = CastUtils.cast((Map<?, ?>) request.get(Message.PROTOCOL_HEADERS));
        String told = String.join("", headers.getOrDefault("SOAPAction", List.of()));
        String type = String.join("", headers.getOrDefault("Content-Type", List.of()));
        // SOAP 1.2 has it in the type.
        return told.isEmpty() ? type.replaceFirst(".*; action=\"([^\"]*)\".*|.*", "$1") : told.replace("\"", "");
    }

    /** How many attachments the request being answered has. */
    static int attachments() {
        Collection<Attachment> all = PhaseInterceptorChain.getCurrentMessage().getAttachments();
        return all == null ? 0 : all.size();
    }

    @Override
    public void close() {
        tomcat.stop();
    }

    /** Reads and writes bodies as they are. */
    @WebServiceProvider
    @ServiceMode(Service.Mode.PAYLOAD)
    private static final class Answering implements Provider<Source> {
        private final UnaryOperator<String> answers;

        Answering(UnaryOperator<String> answers) {
            this.answers = answers;
        }

        @Override
        public @Nullable Source invoke(@Nullable Source request) {
            String answer = answers.apply(request == null ? "" : text(request));
            return answer.isEmpty()
                    ? null
                    : new StreamSource(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
        }

        private static String text(Source source) {
            var text = new ByteArrayOutputStream();
            try {
                TransformerFactory.newInstance().newTransformer().transform(source, new StreamResult(text));
            } catch (TransformerException e) {
                throw new IllegalStateException(e);
            }
            return text.toString(StandardCharsets.UTF_8);
        }
    }
}
