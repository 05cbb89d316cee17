package vn.lienthong.hub.agency.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.hub.agency.call.TryingSystem.json;
import static vn.lienthong.hub.agency.call.TryingSystem.send;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.agency.IntakeState;
import vn.lienthong.hub.agency.IntakeStates;
import vn.lienthong.hub.agency.ReadingPositions;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.status.StatusStore;

/** Lists of all the kinds that systems divide into pages, each read to its end by a connector that declares how. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagedListsIT {
    private static final int DOSSIERS = 25;
    private static final int PAGE = 10;
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicInteger cursorPages = new AtomicInteger();
    private TryingSystem system;
    private TryingSystem elsewhere;
    private RunningHub hub;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        system = new TryingSystem();
        elsewhere = new TryingSystem();
        answers();
        connector(home, "number", "/number?page={{page}}&n={{limit}}", "pages: {first: 1}", "");
        connector(home, "offset", "/offset?from={{offset}}&since={{watermark}}", "pages: {}", "");
        connector(home, "cursor", "/cursor?c={{cursor}}&since={{watermark}}", "pages: {cursor: /next}", "");
        connector(home, "link", "/link?since={{watermark}}", "pages: {link: true}", "");
        connector(
                home,
                "window",
                "/window?from={{watermark}}&to={{until}}",
                "pages: {}",
                ", format: \"yyyy-MM-dd'T'HH:mm:ss\", overlap: PT1H, window: P200D");
        connector(home, "forever", "/forever?page={{page}}", "pages: {}", "");
        connector(home, "lured", "/lured", "pages: {link: true}", "");
        connector(home, "one-time", "/number?since={{watermark}}&page=1&n=10", "pages: {}", "");
        hub = new RunningHub(home, 0);
    }

    @AfterAll
    void stop() {
        hub.close();
        system.close();
        elsewhere.close();
    }

    private void answers() {
        system.on("/base/number", (asked, exchange) -> page(exchange, number(asked, "page") * PAGE - PAGE, ""));
        system.on("/base/offset", (asked, exchange) -> page(exchange, since(asked) + number(asked, "from"), ""));
        system.on("/base/cursor", (asked, exchange) -> {
            if (asked.uri().contains("c=p2") && cursorPages.getAndIncrement() == 0) {
                send(exchange, 503, "text/plain", "busy");
                return;
            }
            int page =
                    asked.uri().contains("c=p") ? Integer.parseInt(asked.uri().replaceAll(".*c=p(\\d+).*", "$1")) : 0;
            List<Integer> newestFirst = IntStream.range(0, DOSSIERS)
                    .map(i -> DOSSIERS - 1 - i)
                    .skip((long) page * PAGE)
                    .limit(PAGE)
                    .boxed()
                    .toList();
            String next = (page + 1) * PAGE < DOSSIERS ? "\"p" + (page + 1) + "\"" : "null";
            send(exchange, 200, "application/json", "{\"items\":" + items(newestFirst) + ",\"next\":" + next + "}");
        });
        system.on("/base/link", (asked, exchange) -> {
            int from = asked.uri().contains("from=") ? number(asked, "from") : 0;
            if (from + PAGE < DOSSIERS) {
                exchange.getResponseHeaders().add("Link", "</base/link>; rel=\"first\"");
                exchange.getResponseHeaders().add("Link", "<?from=" + (from + PAGE) + ">; rel=\"next\"");
            }
            page(exchange, from, "");
        });
        system.on("/base/window", (asked, exchange) -> {
            Instant from = time(asked, "from");
            Instant to = time(asked, "to");
            List<Integer> within = IntStream.range(0, DOSSIERS)
                    .filter(i -> !at(i).isBefore(from) && !at(i).isAfter(to))
                    .boxed()
                    .toList();
            send(exchange, 200, "application/json", "{\"items\":" + items(within) + "}");
        });
        system.on(
                "/base/forever",
                (asked, exchange) -> send(
                        exchange,
                        200,
                        "application/json",
                        "{\"items\":" + items(List.of(3, 2, 1, 0, 4, 5, 6, 7, 8, 9)) + "}"));
        system.on("/base/lured", (asked, exchange) -> {
            exchange.getResponseHeaders().add("Link", "<" + elsewhere.address() + "lured>; rel=next");
            page(exchange, 0, "");
        });
        elsewhere.on("/base/lured", json("{\"items\":[]}"));
    }

    private static int number(TryingSystem.Asked asked, String name) {
        return Integer.parseInt(asked.uri().replaceAll(".*[?&]" + name + "=(\\d+).*", "$1"));
    }

    /** How many dossiers lie before the time that is asked for. */
    private static int since(TryingSystem.Asked asked) {
        String since = asked.uri().replaceAll(".*since=([^&]+).*", "$1").replace("%3A", ":");
        Instant from = since.endsWith("Z") ? Instant.parse(since) : FIRST;
        return (int)
                IntStream.range(0, DOSSIERS).filter(i -> at(i).isBefore(from)).count();
    }

    private static Instant time(TryingSystem.Asked asked, String name) {
        String local =
                asked.uri().replaceAll(".*[?&]" + name + "=([^&]+).*", "$1").replace("%3A", ":");
        return Instant.parse(local + "Z").minus(Duration.ofHours(7));
    }

    private static Instant at(int dossier) {
        return FIRST.plus(Duration.ofDays(10L * dossier));
    }

    private static void page(HttpExchange exchange, int from, String more) throws IOException {
        List<Integer> numbers =
                IntStream.range(from, Math.min(from + PAGE, DOSSIERS)).boxed().toList();
        send(exchange, 200, "application/json", "{\"items\":" + items(numbers) + more + "}");
    }

    private static String items(List<Integer> numbers) {
        return numbers.stream()
                .map(i -> "{\"no\":\"D-%d\",\"code\":\"4\",\"at\":\"%s\"}".formatted(i, at(i)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private void connector(Path home, String name, String path, String pages, String watermark) throws IOException {
        Path folder = Files.createDirectories(home.resolve("connectors").resolve("paged-" + name));
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: paged-%s
                name: {vi: Danh sách, en: List}
                agency: {id: H27.%s, name: {vi: Sở, en: Department}}
                address: %s
                intake:
                  kind: rest-poll
                  every: PT1S
                  list: {path: "%s"}
                  records: /items
                  page-size: 10
                  %s
                  watermark: {from: /at, initial: "2026-01-01T00:00:00"%s}
                """
                        .formatted(
                                name,
                                100 + Math.abs(name.hashCode() % 800),
                                system.address().toString().replaceAll("/$", ""),
                                path,
                                pages,
                                watermark));
        Files.writeString(
                folder.resolve("mapping.yaml"),
                """
                dates: [iso]
                dossier: {source-dossier-no: /no}
                changes: {status: /code, at: /at}
                tables: {statuses: {"4": 4}}
                """);
    }

    private Map<String, Long> known(String name) {
        return hub.bean(StatusStore.class).changesAfter(0, 1_000, SystemId.of("paged-" + name)).stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.change().dossier().key().sourceDossierNo(), Collectors.counting()));
    }

    private String problem(String name) {
        IntakeState state = hub.bean(IntakeStates.class).all().get(SystemId.of("paged-" + name));
        return state == null || state.problem() == null
                ? ""
                : state.problem().detail().en();
    }

    private String watermark(String name) {
        return hub.bean(Connectors.class)
                .find(SystemId.of("paged-" + name))
                .flatMap(hub.bean(ReadingPositions.class)::of)
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "offset", "cursor", "link", "window"})
    void readsAListToItsEndAndTellsEachChangeOnce(String name) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(known(name))
                .hasSize(DOSSIERS)
                .allSatisfy((dossier, times) -> assertThat(times).isEqualTo(1)));
    }

    @Test
    void keepsTheWatermarkOfAListWithoutOrderUntilItsLastPageIsRead() {
        await().atMost(PATIENCE).until(() -> known("cursor").size() == DOSSIERS);

        List<String> asked = system.asked().stream()
                .map(TryingSystem.Asked::uri)
                .filter(uri -> uri.startsWith("/base/cursor"))
                .limit(6)
                .toList();
        assertThat(asked).allMatch(uri -> uri.endsWith("since=2026-01-01T00%3A00%3A00"));
        assertThat(asked.stream().map(uri -> uri.replaceAll(".*c=(.*)&.*", "$1")))
                .as("what failed is read again from its beginning")
                .containsExactly("", "p1", "p2", "", "p1", "p2");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(watermark("cursor"))
                .isEqualTo(at(DOSSIERS - 1).toString()));
    }

    @Test
    void asksForOneStretchOfTimeAfterAnother() {
        await().atMost(PATIENCE).until(() -> known("window").size() == DOSSIERS);

        List<String> asked = system.asked().stream()
                .map(TryingSystem.Asked::uri)
                .filter(uri -> uri.startsWith("/base/window"))
                .toList();
        assertThat(asked.get(0)).isEqualTo("/base/window?from=2026-01-01T00%3A00%3A00&to=2026-07-20T00%3A00%3A00");
        assertThat(asked).anyMatch(uri -> uri.startsWith("/base/window?from=2026-07-19T23%3A00%3A00&to=20"));
    }

    @Nested
    class WhenAListDoesNotGoOnAsItShould {
        @Test
        void tellsAPageThatRepeatsForEver() {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(problem("forever"))
                    .isEqualTo("The list of the system paged-forever repeats the same page for ever."));
            assertThat(known("forever")).as("what it told counts").hasSize(PAGE);
        }

        @Test
        void tellsAFullPageThatCannotBeTurned() {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(problem("one-time"))
                    .startsWith("A full page (10 records) of the system paged-one-time bears one watermark"));
            assertThat(known("one-time")).hasSize(PAGE);
        }

        @Test
        void doesNotFollowALinkThatLeadsElsewhere() {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(problem("lured"))
                    .isEqualTo(
                            "The system paged-lured tells another address for its next page, which is not followed."));
            assertThat(elsewhere.asked()).isEmpty();
        }
    }
}
