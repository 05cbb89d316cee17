package vn.lienthong.hub.portal;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import org.apache.camel.Exchange;
import org.apache.camel.component.cxf.common.CxfPayload;
import org.apache.cxf.staxutils.StaxUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.door.Languages;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/** Reads a look-up out of a SOAP body. */
@Component("soapQuestion")
public final class SoapQuestion {
    private static final QName LOOK_UP = new QName(XmlScribe.NAMESPACE, "LookUp");

    private final LookupSettings settings;
    private final Clock clock;

    SoapQuestion(LookupSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The property {@code language} says, from here on, in which language the caller is answered.
     *
     * @throws Undeliverable if there is no look-up in the body
     */
    public Inquiry read(Exchange exchange) {
        Locale language = Languages.ofHeader(exchange.getMessage().getHeader("Accept-Language", String.class));
        exchange.setProperty("language", language);
        Map<String, String> values = values(exchange.getMessage().getBody(CxfPayload.class));
        if (values.containsKey("language")) {
            language = Languages.ofHeader(values.get("language"));
            exchange.setProperty("language", language);
        }
        return new Inquiry(
                LookupQuestion.of(values.get("code"), values.get("agency")),
                caller(),
                language,
                "soap",
                true,
                clock.instant().plus(settings.deadline()));
    }

    static Caller caller() {
        @Nullable
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new Undeliverable(new Problem(
                ProblemKind.NOT_AUTHENTICATED,
                Origin.PORTAL,
                LookupQuestion.STAGE,
                new Bilingual("Yêu cầu không cho biết ai gửi.", "The request does not say who sends it."),
                new Bilingual("Gửi kèm khóa API.", "Send an API key with it.")));
    }

    private static Map<String, String> values(@Nullable CxfPayload<?> payload) {
        if (payload == null || payload.getBodySources().isEmpty()) {
            throw noLookUp();
        }
        Source body = payload.getBodySources().get(0);
        try {
            XMLStreamReader xml = StaxUtils.createXMLStreamReader(body);
            if (xml.getEventType() == XMLStreamConstants.START_DOCUMENT) {
                xml.nextTag();
            }
            if (!xml.getName().equals(LOOK_UP)) {
                throw noLookUp();
            }
            Map<String, String> values = new HashMap<>();
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                values.putIfAbsent(xml.getLocalName(), xml.getElementText());
            }
            return values;
        } catch (XMLStreamException e) {
            throw noLookUp();
        }
    }

    private static Undeliverable noLookUp() {
        return new Undeliverable(new Problem(
                ProblemKind.MALFORMED,
                Origin.PORTAL,
                LookupQuestion.STAGE,
                new Bilingual("Nội dung SOAP không phải là LookUp.", "The SOAP body does not hold a LookUp element."),
                new Bilingual(
                        "Gửi phần tử LookUp của không gian tên " + XmlScribe.NAMESPACE
                                + ", như /soap/dossiers?wsdl mô tả.",
                        "Send a LookUp of the namespace " + XmlScribe.NAMESPACE
                                + " as /soap/dossiers?wsdl describes it.")));
    }
}
