package vn.lienthong.hub.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.hub.LienThongHub;
import vn.lienthong.hub.NoTestBeans;
import vn.lienthong.hub.broker.BrokerDoor;
import vn.lienthong.hub.broker.EmbeddedBroker;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.status.StatusStore;

/**
 * The whole hub on free ports, with three invented agencies: two that answer, and one that is down. Clients are {@code
 * portal}, which may see everything, {@code public}, {@code listener}, which subscribes, and {@code pusher} for the north,
 * each with its id and {@code -key} for a key.
 */
final class HubUnderTest implements AutoCloseable {
    static final SystemId NORTH = SystemId.of("north-office");
    static final SystemId SOUTH = SystemId.of("south-office");
    static final SystemId DOWN = SystemId.of("down-office");

    final OneStop north;
    final OneStop south;
    private final String[] arguments;
    private ConfigurableApplicationContext hub;

    HubUnderTest(Path home, String... settings) throws IOException {
        north = new OneStop();
        south = new OneStop();
        Path connectors = home.resolve("connectors");
        connector(connectors, NORTH, "H27.41", "phía Bắc", "North", north.address());
        connector(connectors, SOUTH, "H27.42", "phía Nam", "South", south.address());
        connector(connectors, DOWN, "H27.43", "vắng mặt", "Absent", "http://127.0.0.1:1");
        arguments = arguments(home, connectors, settings);
        hub = start();
    }

    private ConfigurableApplicationContext start() {
        var application = new SpringApplication(LienThongHub.class);
        application.addInitializers(new NoTestBeans());
        return application.run(arguments);
    }

    /** Stops the hub and starts it on the same data, on other ports. */
    void restart() {
        hub.close();
        hub = start();
    }

    private static String[] arguments(Path home, Path connectors, String... settings) {
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "--lienthong.home=" + home.resolve("data"),
                "--lienthong.connectors=" + connectors,
                "--server.port=0",
                "--lienthong.broker.core-port=0",
                "--lienthong.broker.amqp-port=0",
                "--lienthong.broker.mqtt-port=0",
                "--lienthong.broker.stomp-port=0",
                "--lienthong.access.rate-limit.per-second=10000",
                "--lienthong.access.rate-limit.burst=10000"));
        arguments.addAll(client(0, "portal", "look-up,see-personal-data,subscribe"));
        arguments.addAll(client(1, "public", "look-up"));
        arguments.addAll(client(2, "listener", "subscribe"));
        arguments.addAll(client(3, "pusher", ""));
        arguments.add("--lienthong.access.clients[3].pushes-for=north-office,gone-office");
        arguments.addAll(client(4, "administrator", "look-up,view,administer"));
        arguments.addAll(List.of(settings));
        return arguments.toArray(String[]::new);
    }

    private static List<String> client(int index, String id, String rights) {
        String client = "--lienthong.access.clients[" + index + "].";
        return List.of(client + "id=" + id, client + "key-hash=" + sha256(id + "-key"), client + "rights=" + rights);
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void connector(Path folder, SystemId id, String agency, String vi, String en, String address) {
        Path own = folder.resolve(id.value());
        try {
            Files.createDirectories(own);
            Files.writeString(
                    own.resolve("connector.yaml"),
                    """
                    id: %s
                    name: {vi: Một cửa %s, en: %s one-stop system}
                    agency: {id: %s, aliases: [000.00.%s.H27], name: {vi: Cơ quan %s, en: %s Agency}}
                    address: %s
                    credentials: {kind: none}
                    intake: {kind: rest-push, records: ""}
                    lookup:
                      kind: rest
                      call: {method: GET, path: "/dossiers?code={{code}}"}
                      record: ""
                      fresh-for: PT1H
                      deadline: PT2S
                    """
                            .formatted(id, vi, en, agency, agency.substring(4), vi, en, address));
            Files.writeString(
                    own.resolve("mapping.yaml"),
                    """
                    zone: Asia/Ho_Chi_Minh
                    dates: [iso]
                    dossier:
                      source-dossier-no: /no
                      procedure-code: /procedure
                      applicant-name: /name
                      applicant-id-no: /idNo
                      due-at: /due
                    changes:
                      each: /steps
                      status: {from: /status, table: statuses}
                      at: /at
                      sequence: /n
                      officer: /who
                    tables:
                      statuses: {"1": 1, "2": 2, "4": 4, "9": 9}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String http() {
        return "http://127.0.0.1:" + hub.getEnvironment().getRequiredProperty("local.server.port");
    }

    int port(BrokerDoor door) {
        return hub.getBean(EmbeddedBroker.class).port(door);
    }

    <T> T bean(Class<T> type) {
        return hub.getBean(type);
    }

    /** Puts a dossier into the hub's store, accepted and in progress, as it was told so long ago. */
    void know(SystemId system, String number, @Nullable String nationalCode, Duration ago) {
        Instant observedAt = Instant.now().minus(ago);
        accept(change(system, number, nationalCode, 1, DossierStatus.ACCEPTED, observedAt));
        accept(change(system, number, nationalCode, 2, DossierStatus.IN_PROGRESS, observedAt));
    }

    void accept(StatusChange change) {
        hub.getBean(StatusStore.class).accept(change, List.of());
    }

    static StatusChange change(
            SystemId system,
            String number,
            @Nullable String nationalCode,
            long sequence,
            DossierStatus status,
            Instant observedAt) {
        var dossier = new Dossier(
                new DossierKey(system, number),
                nationalCode == null ? null : DossierCode.of(nationalCode),
                null,
                AgencyId.of(system.equals(NORTH) ? "H27.41" : system.equals(SOUTH) ? "H27.42" : "H27.43"),
                null,
                new Dossier.Procedure("1.000001", "Đăng ký thử nghiệm <&>", "TN", "Thử nghiệm"),
                new Dossier.Applicant("Nguyễn Văn Ảo", "1", "CCCD", "000000000123", "0000000000", "ao@example.invalid"),
                "Hồ sơ \"thử\"",
                "2",
                "1",
                new Dossier.Dates(
                        Instant.parse("2026-03-02T00:30:00Z"),
                        Instant.parse("2026-03-02T01:00:00Z"),
                        Instant.parse("2099-03-20T10:00:00Z"),
                        null,
                        null,
                        null));
        return new StatusChange(
                "c" + sequence,
                dossier,
                status,
                new StatusChange.AgencyCode(Integer.toString(status.code()), sequence == 2 ? "21" : null),
                Instant.parse("2026-03-02T01:00:00Z").plusSeconds(3600 * (sequence - 1)),
                sequence,
                new StatusChange.Step("Trần Thị Giả", "Chuyên viên", "Bộ phận một cửa", "Đã xem", null),
                observedAt);
    }

    @Override
    public void close() {
        hub.close();
        north.close();
        south.close();
    }
}
