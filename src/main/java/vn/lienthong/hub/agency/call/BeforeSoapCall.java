package vn.lienthong.hub.agency.call;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.AllowedAddresses;

/**
 * Stops a SOAP call that leads to where it may not, or that would show a certificate that has expired. The name is resolved
 * here and once more by Java's own connection, which takes the answer that Java keeps for half a minute.
 */
final class BeforeSoapCall extends AbstractPhaseInterceptor<Message> {
    private final SystemId system;
    private final AllowedAddresses addresses;
    private final SystemTls tls;

    BeforeSoapCall(SystemId system, AllowedAddresses addresses, SystemTls tls) {
        super(Phase.SETUP);
        this.system = system;
        this.addresses = addresses;
        this.tls = tls;
    }

    @Override
    public void handleMessage(Message message) {
        tls.requireValid(system);
        String host = URI.create(String.valueOf(message.get(Message.ENDPOINT_ADDRESS)))
                .getHost();
        try {
            SystemsHttp.Forbidden.check(addresses, host, InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new Fault(e);
        }
    }
}
