package vn.lienthong.hub.portal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.door.Languages;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/**
 * Gives the faults that the SOAP stack makes by itself, of messages it cannot read, the hub's problem for a detail. Their
 * own words, which tell of the hub's inside, are not sent.
 */
final class UnreadableSoap extends AbstractPhaseInterceptor<SoapMessage> {
    UnreadableSoap() {
        super(Phase.PRE_STREAM);
        getBefore().add("org.apache.cxf.interceptor.StaxOutInterceptor");
    }

    @Override
    public void handleMessage(SoapMessage message) {
        @Nullable Exception failure = message.getContent(Exception.class);
        if (failure instanceof Fault fault && !fault.hasDetails()) {
            boolean client = fault.getFaultCode() == null
                    || !fault.getFaultCode().getLocalPart().matches("Server|Receiver")
                    || fault.getCause() instanceof javax.xml.stream.XMLStreamException;
            SoapFault.tell(fault, client ? unreadable() : SoapFault.unforeseen(), language(message));
        }
    }

    private static Problem unreadable() {
        return new Problem(
                ProblemKind.MALFORMED,
                Origin.PORTAL,
                LookupQuestion.STAGE,
                new Bilingual("Thông điệp SOAP không đọc được.", "The SOAP message could not be read."),
                new Bilingual(
                        "Gửi thông điệp như /soap/dossiers?wsdl mô tả, không có DOCTYPE.",
                        "Send a message as /soap/dossiers?wsdl describes it, without a DOCTYPE."));
    }

    private static Locale language(SoapMessage message) {
        Object headers = message.getExchange().getInMessage() == null
                ? null
                : message.getExchange().getInMessage().get(Message.PROTOCOL_HEADERS);
        if (headers instanceof Map<?, ?> map
                && map.get("Accept-Language") instanceof List<?> values
                && !values.isEmpty()) {
            return Languages.ofHeader(String.valueOf(values.get(0)));
        }
        return Languages.VIETNAMESE;
    }
}
