package vn.lienthong.hub.facade;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.agency.RunningHub;

/** Hubs with facades of invented systems. */
final class FacadeFixtures {
    static final String KEY = "a-facade-key-for-tests";

    /** What is written under {@code facade:}, where nothing else is wanted. */
    static final String PLAIN = "facade: {kind: rest, contract: tax.wsdl, path: /soap, deadline: PT2S}\n";

    private FacadeFixtures() {}

    /** Lays out the folder of a connector that has nothing but a facade. */
    static void connector(Path home, String id, URI address, String wsdl, String facade) throws IOException {
        Path folder = Files.createDirectories(home.resolve("connectors").resolve(id));
        Files.writeString(folder.resolve("tax.wsdl"), wsdl);
        String base = address.toString();
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: %s
                name: {vi: "Hệ thống %s", en: "System %s"}
                address: %s
                """
                                .formatted(id, id, id, base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                        + facade);
    }

    /** A hub whose client may use the facades of these connectors. */
    static RunningHub hub(Path home, String connectors, String... settings) {
        String[] all = new String[settings.length + 3];
        all[0] = "--lienthong.access.clients[5].id=desk";
        all[1] = "--lienthong.access.clients[5].key-hash=" + KeyMaker.hashOf(KEY);
        all[2] = "--lienthong.access.clients[5].uses-facades-of=" + connectors;
        System.arraycopy(settings, 0, all, 3, settings.length);
        return new RunningHub(home, 5, all);
    }
}
