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
import java.util.stream.Collectors;

/** The way to one machine, before anything is said to the system that runs there. */
final class Wire {
    private final String host;
    private final int port;
    private final boolean secure;
    private final Duration patience;
    private final Clock clock;

    Wire(URI address, Duration patience, Clock clock) {
        this.secure = "https".equalsIgnoreCase(address.getScheme());
        this.host = String.valueOf(address.getHost());
        this.port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
        this.patience = patience;
        this.clock = clock;
    }

    Finding name() {
        try {
            String addresses = Arrays.stream(InetAddress.getAllByName(host))
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
            socket.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
            return Finding.good("Cổng " + port + " nhận kết nối.", "Port " + port + " takes connections.");
        } catch (ConnectException e) {
            throw CheckProblems.refused(host, port);
        } catch (IOException e) {
            throw CheckProblems.noConnection(host, port, patience.toSeconds());
        }
    }

    Finding secure() {
        return secure
                ? new TlsHandshake(host, port, patience, clock).shake()
                : Finding.nothing("Địa chỉ là http, không mã hoá.", "The address is http: nothing is encrypted.");
    }
}
