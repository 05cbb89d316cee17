package vn.lienthong.hub.translation.soap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.ElementTranslation;

/**
 * What a SOAP service can be asked.
 *
 * @param name its name in the contract, one of its kind in the port
 * @param action the SOAPAction; empty where the contract names none
 * @param input the element in the request's body; null where that is empty
 * @param output the element in the answer's body; null where that is empty
 * @param oneWay whether no answer but the transport's comes
 * @param faults the elements that a fault's detail may hold
 * @param documentation what the contract says of it, on one line
 */
public record SoapOperation(
        String name,
        String action,
        @Nullable ElementTranslation input,
        @Nullable ElementTranslation output,
        boolean oneWay,
        List<ElementTranslation> faults,
        @Nullable String documentation) {
    public SoapOperation {
        faults = List.copyOf(faults);
    }
}
