package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.camel.Exchange;
import org.apache.cxf.interceptor.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.door.Languages;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;

/** Tells a problem as a SOAP fault: its title as the reason, the whole of it in the detail. */
@Component("soapFault")
public final class SoapFault {
    private static final Logger LOG = LoggerFactory.getLogger(SoapFault.class);

    /** A fault in the body goes to the caller as one. */
    public Fault write(Exchange exchange) {
        // What came with the question, its key among it, is not sent back.
        exchange.getMessage().removeHeaders("*");
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Locale language = exchange.getProperty("language", Languages.VIETNAMESE, Locale.class);
        if (failure instanceof ProblemException told) {
            return of(told.problem(), language);
        }
        LOG.error("a SOAP look-up failed in a way that was not foreseen", failure);
        return of(unforeseen(), language);
    }

    static Fault of(Problem problem, Locale language) {
        String title = problem.kind().title().in(language);
        var fault = new Fault(title, java.util.logging.Logger.getLogger(SoapFault.class.getName()));
        return tell(fault, problem, language);
    }

    /** Makes the fault tell this problem and nothing else. */
    static Fault tell(Fault fault, Problem problem, Locale language) {
        fault.setMessage(problem.kind().title().in(language));
        fault.setLang(language.getLanguage());
        fault.setFaultCode(problem.origin() == Origin.PORTAL ? Fault.FAULT_CODE_CLIENT : Fault.FAULT_CODE_SERVER);
        fault.setDetail(detail(problem, language));
        return fault;
    }

    static Problem unforeseen() {
        return new Problem(
                ProblemKind.UNEXPECTED,
                Origin.HUB,
                "answer",
                new Bilingual("Trục liên thông gặp lỗi không lường trước.", "The hub met an error it did not foresee."),
                new Bilingual(
                        "Thử lại; nếu vẫn lỗi, báo quản trị viên.", "Try again; if it stays, tell the administrator."));
    }

    private static Element detail(Problem problem, Locale language) {
        Document document = newDocument();
        Element detail = document.createElement("detail");
        Element told = document.createElementNS(XmlScribe.NAMESPACE, "Problem");
        ProblemJson.of(problem, language).fields().forEachRemaining((Map.Entry<String, JsonNode> member) -> {
            Element element = document.createElementNS(XmlScribe.NAMESPACE, member.getKey());
            if (member.getValue().isArray()) {
                faults(document, element, member.getValue());
            } else {
                element.setTextContent(member.getValue().asText());
            }
            told.appendChild(element);
        });
        detail.appendChild(told);
        return detail;
    }

    private static void faults(Document document, Element into, JsonNode faults) {
        for (JsonNode fault : faults) {
            Element one = document.createElementNS(XmlScribe.NAMESPACE, "fault");
            for (String name : List.of("pointer", "detail")) {
                Element told = document.createElementNS(XmlScribe.NAMESPACE, name);
                told.setTextContent(fault.path(name).asText());
                one.appendChild(told);
            }
            into.appendChild(one);
        }
    }

    private static Document newDocument() {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform makes XML documents", e);
        }
    }
}
