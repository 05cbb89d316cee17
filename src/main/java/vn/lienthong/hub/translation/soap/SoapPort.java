package vn.lienthong.hub.translation.soap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.SchemaSet;

/**
 * One port of a SOAP service, with its operations.
 *
 * @param service the service's local name
 * @param name the port's name
 * @param address where the contract says that it is
 * @param schemas what its elements are declared in; null where no operation has any
 * @param documentation what the contract says of the service, on one line
 */
public record SoapPort(
        String service,
        String name,
        SoapVersion version,
        String address,
        List<SoapOperation> operations,
        @Nullable SchemaSet schemas,
        @Nullable String documentation) {
    public SoapPort {
        operations = List.copyOf(operations);
    }
}
