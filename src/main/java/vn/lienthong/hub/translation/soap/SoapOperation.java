package vn.lienthong.hub.translation.soap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.ElementTranslation;

/**
 * What a SOAP service can be asked.
 *
 * @param name its name in the contract, one of its kind in the port
 * @param action the SOAPAction; empty where the contract names none
 * @param addressedAs what WS-Addressing calls a request; never empty
 * @param input the element in the request's body; null where that is empty
 * @param output the element in the answer's body; null where that is empty
 * @param oneWay whether no answer but the transport's comes
 * @param faults the elements that a fault's detail may hold
 * @param inputHeaders the elements that the contract binds to a request's header
 * @param outputHeaders the elements that it binds to an answer's header
 * @param inputAttachments what travels beside a request's envelope
 * @param outputAttachments what travels beside an answer's envelope
 * @param mtom whether a policy of the contract says that octets travel beside its messages (MTOM)
 * @param documentation what the contract says of it, on one line
 */
public record SoapOperation(
        String name,
        String action,
        String addressedAs,
        @Nullable ElementTranslation input,
        @Nullable ElementTranslation output,
        boolean oneWay,
        List<ElementTranslation> faults,
        List<ElementTranslation> inputHeaders,
        List<ElementTranslation> outputHeaders,
        List<SoapAttachment> inputAttachments,
        List<SoapAttachment> outputAttachments,
        boolean mtom,
        @Nullable String documentation) {
    public SoapOperation {
        faults = List.copyOf(faults);
        inputHeaders = List.copyOf(inputHeaders);
        outputHeaders = List.copyOf(outputHeaders);
        inputAttachments = List.copyOf(inputAttachments);
        outputAttachments = List.copyOf(outputAttachments);
    }

    /** Whether anything has to be told to call it. */
    public boolean takesInput() {
        return input != null || !inputAttachments.isEmpty();
    }

    /** Whether its answer says anything. */
    public boolean givesOutput() {
        return output != null || !outputAttachments.isEmpty();
    }
}
