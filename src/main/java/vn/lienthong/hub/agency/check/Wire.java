package vn.lienthong.hub.agency.check;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.AllowedAddresses;

/** The way to one machine, before anything is said to the system that runs there. */
final class Wire {
    private final String host;
    private final int port;
    private final boolean secure;
    private final AllowedAddresses allowed;
    private final Duration patience;
    private final Clock clock;
    private @Nullable InetAddress judged;

    Wire(URI address, AllowedAddresses allowed, Duration patience, Clock clock) {
        this.secure = "https".equalsIgnoreCase(address.getScheme());
        this.host = String.valueOf(address.getHost());
        this.port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
        this.allowed = allowed;
        this.patience = patience;
        this.clock = clock;
    }

    /** Where the name leads, which is judged; the steps after this one go there, whatever the name leads to by then. */
    Finding name() {
        try {
            InetAddress[] leadsTo = InetAddress.getAllByName(host);
            for (InetAddress address : leadsTo) {
                String refusal = allowed.refusal(host, address);
                if (refusal != null) {
                    throw CheckProblems.forbidden(refusal);
                }
            }
            judged = leadsTo[0];
            String addresses = Arrays.stream(leadsTo)
                    .map(InetAddress::getHostAddress)
                    .distinct()
                    .collect(Collectors.joining(", "));
            return Finding.good(host + " là " + addresses + ".", host + " is " + addresses + ".");
        } catch (UnknownHostException e) {
            throw CheckProblems.unknownHost(host);
        }
    }

    Finding connect() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(judged(), port), (int) patience.toMillis());
            return Finding.good("Cổng " + port + " nhận kết nối.", "Port " + port + " takes connections.");
        } catch (ConnectException e) {
            throw CheckProblems.refused(host, port);
        } catch (IOException e) {
            throw CheckProblems.noConnection(host, port, patience.toSeconds());
        }
    }

    Finding secure() {
        return secure
                ? new TlsHandshake(host, port, patience, clock).shake(judged())
                : Finding.nothing("Địa chỉ là http, không mã hoá.", "The address is http: nothing is encrypted.");
    }

    private InetAddress judged() {
        return Objects.requireNonNull(judged, "the name is the step before");
    }
}
