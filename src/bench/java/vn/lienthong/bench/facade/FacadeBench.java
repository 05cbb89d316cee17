package vn.lienthong.bench.facade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.bench.BenchHub;
import vn.lienthong.bench.HttpLoad;
import vn.lienthong.bench.ServerProcess;
import vn.lienthong.bench.Turns;
import vn.lienthong.hub.crash.FreePort;

/**
 * Measures facades beside the {@link PassThrough} and beside direct calls of the system behind them, in turns. The processor
 * time is that of the server between; a direct call has none. Prints Markdown. Run it by {@code src/bench/facades}.
 */
public final class FacadeBench {
    private static final Path CONNECTORS = Path.of("src", "bench", "facade-connectors");

    private static final List<String> PARTS =
            List.of(System.getProperty("bench.parts", "from-soap,to-soap,from-rest,to-rest")
                    .split(","));

    private final Path work;
    private final int rounds = Integer.getInteger("bench.rounds", 5);
    private final int requests = Integer.getInteger("bench.requests", 5_000);
    private final int senders = Integer.getInteger("bench.senders", 8);
    private final Turns turns = new Turns(rounds, false);

    private FacadeBench(Path work) {
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        var bench = new FacadeBench(Files.createTempDirectory(Path.of("target"), "facades-"));
        for (String kilobytes : System.getProperty("bench.kilobytes", "10").split(",")) {
            bench.run(Integer.parseInt(kilobytes));
        }
    }

    private void run(int kilobytes) throws Exception {
        OrderMessages messages = new OrderMessages(CONNECTORS, kilobytes * 1_000);
        int hubPort = FreePort.find();
        int passPort = FreePort.find();
        try (var system = new FixedSystem(messages);
                var hub = ServerProcess.start(work.resolve("hub.log"), hubPort, hubWords(hubPort, system.port()));
                var pass =
                        ServerProcess.start(work.resolve("pass.log"), passPort, passWords(passPort, system.port()))) {
            var hubLoad = new HttpLoad(hubPort);
            var passLoad = new HttpLoad(passPort);
            var direct = new HttpLoad(system.port());
            for (boolean soap : new boolean[] {true, false}) {
                for (boolean fetch : new boolean[] {true, false}) {
                    if (!PARTS.contains((fetch ? "from-" : "to-") + (soap ? "soap" : "rest"))) {
                        continue;
                    }
                    HttpLoad.Request facade = facade(messages, soap, fetch);
                    HttpLoad.Request passed = system("/pass", messages, soap, fetch);
                    HttpLoad.Request straight = system("", messages, soap, fetch);
                    hubLoad.await(facade);
                    passLoad.await(passed);
                    Map<String, Turns.Subject> subjects = new LinkedHashMap<>();
                    subjects.put("facade", new Turns.Subject(hub, hubLoad, n -> facade));
                    subjects.put("pass-through", new Turns.Subject(pass, passLoad, n -> passed));
                    subjects.put("direct", new Turns.Subject(null, direct, n -> straight));
                    System.out.printf(
                            "%n## An order of %d kB %s a system that speaks %s, %d connections%n%n",
                            kilobytes, fetch ? "from" : "to", soap ? "SOAP" : "REST", senders);
                    Turns.leaveOut(subjects);
                    turns.warmUp(subjects, senders, requests);
                    turns.table(subjects, senders, requests);
                }
            }
        }
    }

    private static HttpLoad.Request facade(OrderMessages messages, boolean soap, boolean fetch) throws IOException {
        if (soap) {
            String operation = fetch ? "FetchOrder" : "PlaceOrder";
            return new HttpLoad.Request(
                    "POST", "/facade/rest/bench-soap/" + operation, BenchHub.KEY_HEADER, messages.restRequest(fetch));
        }
        return new HttpLoad.Request(
                "POST",
                "/facade/soap/bench-rest",
                BenchHub.KEY_HEADER + "Content-Type: text/xml; charset=utf-8\r\n",
                messages.soapRequest(fetch));
    }

    private static HttpLoad.Request system(String prefix, OrderMessages messages, boolean soap, boolean fetch) {
        String body = messages.systemsRequest(soap, fetch);
        if (soap) {
            String action = "SOAPAction: \"" + (fetch ? "fetch" : "place") + "\"\r\n";
            return new HttpLoad.Request(
                    "POST", prefix + "/soap", action + "Content-Type: text/xml; charset=utf-8\r\n", body);
        }
        return new HttpLoad.Request(
                fetch ? "GET" : "POST", prefix + "/rest/orders" + (fetch ? "/2026-000117" : ""), "", body);
    }

    private List<String> hubWords(int port, int system) throws Exception {
        List<String> words =
                new ArrayList<>(BenchHub.words(work.resolve("hub-" + port), port, CONNECTORS, "http://127.0.0.1:9"));
        words.add("--BENCH_SYSTEM_URL=http://127.0.0.1:" + system);
        words.add("--lienthong.access.clients[0].uses-facades-of=bench-soap,bench-rest");
        words.add("--lienthong.http.max-body=200MB");
        words.add("--lienthong.agency.largest-answer=200MB");
        return words;
    }

    private static List<String> passWords(int port, int system) {
        return List.of(
                "-Xmx1g",
                "-Dbench.system=" + system,
                "-cp",
                System.getProperty("java.class.path"),
                PassThrough.class.getName(),
                "--server.port=" + port,
                "--server.tomcat.max-keep-alive-requests=-1");
    }
}
