package vn.lienthong.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The connectors of invented offices, laid out as folders. Ten follow each other in their ways of speaking, so that the first
 * is a system that pushes and any ten are of all kinds.
 */
public final class Fleet {
    /** How often a system is polled: what the reference advises, and the default. */
    private static final String EVERY = "PT30S";

    private static final Path CONTRACT = Path.of("connectors/civil-registry/civil-registry.wsdl");

    private static final String MAPPING =
            """
            zone: Asia/Ho_Chi_Minh
            dates: ["iso"]
            dossier:
              source-dossier-no: /code
              dossier-code: /code
              procedure-code: /procedure/code
              procedure-name: /procedure/name
              applicant-name: /applicant/data/fullname
              received-at: /acceptedDate
              due-at: /appointmentDate
            changes:
              status: {from: /dossierStatus/id, table: statuses}
              at: /updatedDate
              sequence: /version
            tables:
              statuses: {"0": 1, "10": 2, "2": 4, "4": 9, "5": 10}
            """;

    private final Path folder;
    private final List<String> dead = new ArrayList<>();

    /** @param folder where they are laid out */
    public Fleet(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Those whose systems do not answer. */
    List<String> dead() {
        return dead;
    }

    public static String id(int number) {
        return String.format(Locale.ROOT, "office-%04d", number);
    }

    /** Those that take pushes over HTTP. */
    static List<String> pushing(int connectors) {
        return IntStream.range(0, connectors)
                .filter(number -> number % 10 == 0 || number % 10 == 4 || number % 10 == 8)
                .mapToObj(Fleet::id)
                .toList();
    }

    /** Those whose systems are asked for one dossier, by which an answer shows that they are. */
    public static List<String> polled(int connectors) {
        return IntStream.range(0, connectors)
                .filter(number -> number % 10 == 1 || number % 10 == 2 || number % 10 == 3 || number % 10 == 7)
                .mapToObj(Fleet::id)
                .toList();
    }

    /**
     * Lays connectors out.
     *
     * @param alive where the systems answer
     * @param dead where they do not
     * @param deadEvery which of the systems that are called are dead: every how manyth; 0 for none
     */
    void layOut(int connectors, URI alive, List<URI> dead, int deadEvery) throws IOException {
        int called = 0;
        for (int number = 0; number < connectors; number++) {
            boolean calls = number % 10 != 0 && number % 10 != 5 && number % 10 != 6 && number % 10 != 8;
            boolean isDead = calls && deadEvery > 0 && ++called % deadEvery == 0;
            if (isDead) {
                this.dead.add(id(number));
            }
            layOut(number, isDead ? dead.get(this.dead.size() % dead.size()) : alive);
        }
    }

    /** Lays one out, as a copy does that must not be read half. */
    public void layOut(int number, URI address) throws IOException {
        Path half = Files.createDirectories(folder.resolve("." + id(number)));
        Files.writeString(half.resolve("connector.yaml"), definition(number, address));
        if (number % 10 != 9) {
            Files.writeString(half.resolve("mapping.yaml"), MAPPING);
        }
        if (number % 10 == 3) {
            Files.copy(CONTRACT, half.resolve("contract.wsdl"));
        }
        Files.move(half, folder.resolve(id(number)));
    }

    /** Takes one away. */
    public void remove(int number) throws IOException {
        Path gone = folder.resolve("." + id(number) + "-gone");
        Files.move(folder.resolve(id(number)), gone);
        try (var files = Files.list(gone)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(gone);
    }

    static String definition(int number, URI address) {
        String head =
                """
                id: %s
                name: {vi: Cơ quan số %d, en: Office number %d}
                """
                        .formatted(id(number), number, number);
        if (number % 10 == 9) {
            // Told of an office that leaves files: none of the load is its.
            return head + "address: " + address + "/" + id(number) + "\n" + SESSION
                    + DELIVERY.formatted(id(number - 4));
        }
        String agency = String.format(
                Locale.ROOT,
                "agency: {id: H99.%02d.%02d, name: {vi: Cơ quan số %d, en: Office number %d}}%n",
                number / 100,
                number % 100,
                number,
                number);
        String there = "address: " + address + "/" + id(number) + "\n";
        return head
                + agency
                + switch (number % 10) {
                    case 1, 7 -> there + API_KEY + REST_POLL + REST_LOOKUP;
                    case 2 -> there + SESSION + REST_POLL + REST_LOOKUP;
                    case 3 -> there + TOKEN + SOAP_POLL + SOAP_LOOKUP;
                    case 4 -> there + API_KEY + PUSH + REST_LOOKUP;
                    case 5 -> "intake: {kind: file-drop, folder: drop/" + id(number) + ", records: ''}\n";
                    case 6 -> "intake: {kind: queue-push, records: /events}\n";
                    case 8 -> PUSH + QUEUE_LOOKUP;
                    default -> PUSH;
                };
    }

    private static final String PUSH = "intake: {kind: rest-push, records: /events}\n";

    private static final String API_KEY =
            """
            credentials: {kind: api-key, header: X-API-Key, key: {env: BENCH_SECRET}}
            """;

    private static final String TOKEN =
            """
            credentials: {kind: username-token, user: lienthong, password: {env: BENCH_SECRET}, digest: true}
            """;

    private static final String SESSION =
            """
            credentials:
              kind: session-login
              login:
                method: POST
                path: /mapi/login
                content-type: application/json
                body: '{"username":"{{user}}","password":"{{password}}"}'
                success: {at: /error_code, any-of: ["0"], message: /message}
              session: /session
              user: lienthong
              password: {env: BENCH_SECRET}
              kept-for: PT10M
            """;

    private static final String REST_POLL =
            """
            intake:
              kind: rest-poll
              every: %s
              list: {method: GET, path: "/list?since={{watermark}}&page={{page}}"}
              records: /data
              page-size: 100
              watermark: {from: /updatedDate, initial: "2020-01-01T00:00:00Z"}
            """
                    .formatted(EVERY);

    private static final String REST_LOOKUP =
            """
            lookup:
              kind: rest
              call: {method: GET, path: "/one/{{code}}"}
              record: ""
              fresh-for: PT1S
              deadline: PT3S
            """;

    private static final String QUEUE_LOOKUP =
            """
            lookup: {kind: queue, record: "", fresh-for: PT30S, deadline: PT3S}
            """;

    private static final String SOAP_POLL =
            """
            intake:
              kind: soap-poll
              every: %s
              list:
                contract: contract.wsdl
                path: /soap
                action: urn:lienthong:simulator:civil-registry:1:ListChanges
                version: "1.1"
                body: '<ListChanges xmlns="urn:lienthong:simulator:civil-registry:1"><since>{{watermark}}</since><max>{{limit}}</max></ListChanges>'
              records: /change
              page-size: 100
              watermark: {from: /seq, initial: "0"}
            """
                    .formatted(EVERY);

    private static final String SOAP_LOOKUP =
            """
            lookup:
              kind: soap
              call:
                contract: contract.wsdl
                path: /soap
                action: urn:lienthong:simulator:civil-registry:1:GetDossier
                version: "1.2"
                body: '<GetDossier xmlns="urn:lienthong:simulator:civil-registry:1"><soHoSo>{{code}}</soHoSo></GetDossier>'
              record: /dossier
              fresh-for: PT1S
              deadline: PT3S
            """;

    private static final String DELIVERY =
            """
            delivery: {kind: national-portal, path: /mapi, agency-code: 000.00.00.H27, batch: 10, from: [%s]}
            """;
}
