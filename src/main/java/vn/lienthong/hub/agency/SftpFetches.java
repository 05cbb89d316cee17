package vn.lienthong.hub.agency;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake.FileDrop;
import vn.lienthong.hub.connector.Intake.Sftp;
import vn.lienthong.hub.connector.Secrets;

/** From where a connector's files are fetched, as its route needs it. */
@Component
final class SftpFetches {
    private static final List<String> BEANS = List.of("known-hosts", "key", "fetch");

    private final Secrets secrets;
    private final AllowedAddresses addresses;
    private final IntakeStates states;
    private final AgencySettings settings;

    SftpFetches(Secrets secrets, AllowedAddresses addresses, IntakeStates states, AgencySettings settings) {
        this.secrets = secrets;
        this.addresses = addresses;
        this.states = states;
        this.settings = settings;
    }

    /**
     * @param folder the hub's folder, absolute
     * @throws IllegalStateException if the key is not there
     */
    Map<String, String> parameters(
            CamelContext camel, ConnectorDefinition connector, FileDrop drop, Sftp sftp, String folder) {
        bind(camel, connector.id(), "known-hosts", knownHosts(sftp));
        bind(camel, connector.id(), "fetch", new Looks(connector.id(), sftp));
        Map<String, String> parameters = new HashMap<>();
        if (sftp.key() != null) {
            bind(camel, connector.id(), "key", secrets.readWhole(sftp.key()).getBytes(StandardCharsets.UTF_8));
            parameters.put("privateKeyBean", "#" + bean(connector.id(), "key"));
        }
        parameters.put("authentication", sftp.key() == null ? "password" : "publickey");
        parameters.put("host", sftp.host());
        parameters.put("port", String.valueOf(sftp.port()));
        parameters.put("remote", sftp.folder());
        parameters.put("user", sftp.user());
        parameters.put("include", drop.include());
        parameters.put("every", String.valueOf(sftp.every().toMillis()));
        parameters.put(
                "connectTimeout", String.valueOf(settings.connectTimeout().toMillis()));
        parameters.put("folder", folder);
        return parameters;
    }

    void forget(CamelContext camel, SystemId connector) {
        BEANS.forEach(what -> camel.getRegistry().unbind(bean(connector, what)));
    }

    private static void bind(CamelContext camel, SystemId connector, String what, Object bean) {
        camel.getRegistry().bind(bean(connector, what), bean);
    }

    private static String bean(SystemId connector, String what) {
        return connector + "-sftp-" + what;
    }

    private static byte[] knownHosts(Sftp sftp) {
        String host = sftp.port() == 22 ? sftp.host() : "[" + sftp.host() + "]:" + sftp.port();
        return (host + " " + sftp.hostKey() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Looks on an SFTP server where it may. */
    private final class Looks extends FileLooks {
        private final SystemId id;
        private final Sftp sftp;

        Looks(SystemId id, Sftp sftp) {
            super(id, states);
            this.id = id;
            this.sftp = sftp;
        }

        @Override
        boolean mayLook(Endpoint endpoint) {
            return isAllowed() && isGivenThePassword(endpoint);
        }

        /** In the endpoint's address it would be seen by whoever looks at the routes. */
        private boolean isGivenThePassword(Endpoint endpoint) {
            try {
                if (sftp.password() != null && endpoint instanceof SftpEndpoint remote) {
                    remote.getConfiguration().setPassword(secrets.read(sftp.password()));
                }
                return true;
            } catch (IllegalStateException | UncheckedIOException e) {
                fail(SftpProblems.noSecret(id, e));
                return false;
            }
        }

        private boolean isAllowed() {
            try {
                for (InetAddress address : InetAddress.getAllByName(sftp.host())) {
                    String refusal = addresses.refusal(sftp.host(), address);
                    if (refusal != null) {
                        fail(SftpProblems.forbidden(id, refusal));
                        return false;
                    }
                }
                return true;
            } catch (UnknownHostException e) {
                fail(e);
                return false;
            }
        }

        @Override
        Exception told(Exception cause) {
            return SftpProblems.of(id, cause);
        }
    }
}
