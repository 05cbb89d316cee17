package vn.lienthong.bench.campaign;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.crash.FreePort;
import vn.lienthong.hub.crash.HubProcess;
import vn.lienthong.hub.crash.PushingOffice;
import vn.lienthong.hub.simulator.NationalPortal;
import vn.lienthong.hub.simulator.SimulatorSettings;
import vn.lienthong.hub.simulator.Simulators;
import vn.lienthong.hub.store.PostgresServer;

/**
 * One hub and all that it joins: the five simulated one-stop systems (SOAP polled, JSON pushed, JSON polled, files, a client of the
 * broker), two offices that push in waves with repeats and disorder, two portals, and citizens who hand dossiers in at one of them.
 */
final class Province implements AutoCloseable {
    private static final int WAVE = 20;
    private static final int CHANGES_EACH = 8;
    private static final Duration BETWEEN_PUSHES = Duration.ofMillis(120);
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(400);

    /** More tries in the same time. Refusals are never many enough to give a dossier up: each portal is well again within seconds. */
    private static final List<String> IMPATIENT = List.of(
            "--lienthong.delivery.longest-pause=20s",
            "--lienthong.delivery.longest-hold=10s",
            "--lienthong.delivery.settle=15s",
            "--lienthong.delivery.most-attempts=100");

    private final String name;
    private final Path folder;
    private final Random dice;
    private final Simulators simulators;
    private final NationalPortal secondPortal;
    private final @Nullable PostgresServer database;
    private final int brokerPort;
    private final FakedTime time;
    private final SmallDisk disk;
    private final HubKeeper keeper;
    private final Citizens citizens;
    private final List<PushingOffice> waves = new CopyOnWriteArrayList<>();
    private final ExecutorService sources = Executors.newCachedThreadPool();
    private final List<Future<?>> working = new ArrayList<>();
    private final Map<String, AtomicInteger> firsts = new TreeMap<>();
    private volatile boolean resting;

    private Province(String name, Path folder, Storage storage, long seed) throws Exception {
        this.name = name;
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        this.dice = new Random(seed);
        this.disk = new SmallDisk(Files.createDirectories(folder.resolve("data")));
        this.time = new FakedTime(folder.resolve("clock"));
        this.database = storage == Storage.POSTGRESQL ? new PostgresServer(folder.resolve("postgresql")) : null;
        this.brokerPort = FreePort.find();
        var quiet = SimulatorSettings.quiet(Files.createDirectories(this.folder.resolve("drop")), 20);
        URI broker = URI.create("tcp://127.0.0.1:" + brokerPort);
        this.simulators = Simulators.start(
                quiet.with(new SimulatorSettings.Agent(0, broker, HubProcess.key("transport-office"))),
                Clock.systemUTC());
        // It tries until the hub is there, and again whenever the hub was killed.
        simulators.comeToTheHub();
        this.secondPortal = NationalPortal.start(0, "second", null, Clock.systemUTC());
        Map<String, String> environment = new TreeMap<>(time.environment());
        environment.put("CRASH_PORTAL_PASSWORD", "second");
        HubProcess hub = new HubProcess(this.folder, settings(), environment);
        this.keeper = new HubKeeper(hub, this.folder);
        this.citizens = new Citizens(keeper);
        simulators
                .landOffice()
                .pushTo(hub.address("/api/v1/connectors/land-office/changes"), HubProcess.key("land-office"));
    }

    /** Lays it out and starts its hub. */
    static Province found(String name, Path folder, Storage storage, long seed) throws Exception {
        Province province = new Province(name, folder, storage, seed);
        province.keeper.start();
        return province;
    }

    String name() {
        return name;
    }

    HubKeeper hub() {
        return keeper;
    }

    Path home() {
        return disk.folder();
    }

    FakedTime time() {
        return time;
    }

    SmallDisk disk() {
        return disk;
    }

    @Nullable
    PostgresServer database() {
        return database;
    }

    Simulators simulators() {
        return simulators;
    }

    /** The address of the simulator of this connector. */
    URI simulator(String connector) {
        return simulators.agencies().stream()
                .filter(agency -> agency.id().equals(connector))
                .findFirst()
                .orElseThrow()
                .address();
    }

    /** How many steps of dossiers the portals took. */
    long told() {
        return simulators.nationalPortal().steps() + secondPortal.steps();
    }

    /** By the id of their connectors. */
    Map<String, URI> portals() {
        return Map.of(
                "national-portal", simulators.nationalPortal().address(), "province-portal", secondPortal.address());
    }

    Citizens citizens() {
        return citizens;
    }

    /** All waves of the offices that push, the ended ones too. */
    List<PushingOffice> waves() {
        return List.copyOf(waves);
    }

    /** Lets everybody begin to send, or go on; the citizens if they take part. */
    void work(boolean withCitizens) {
        resting = false;
        for (String[] office : new String[][] {{"north-office", "H27.91"}, {"south-office", "H27.92"}}) {
            long seed = dice.nextLong();
            firsts.computeIfAbsent(office[0], unused -> new AtomicInteger());
            working.add(sources.submit(() -> pushWaves(office[0], office[1], new Random(seed))));
        }
        working.add(sources.submit(this::stepSimulators));
        for (Counter counter : withCitizens ? Counter.ALL : List.<Counter>of()) {
            long seed = dice.nextLong();
            working.add(sources.submit(() -> handIn(counter, new Random(seed))));
        }
    }

    private @Nullable Void pushWaves(String office, String agency, Random seeds) throws Exception {
        URI door = keeper.address("/api/v1/connectors/" + office + "/changes");
        AtomicInteger first = firsts.get(office);
        while (!resting) {
            var wave = new PushingOffice(
                    office,
                    agency,
                    door,
                    HubProcess.key(office),
                    first.getAndAdd(WAVE),
                    WAVE,
                    CHANGES_EACH,
                    seeds.nextLong());
            waves.add(wave);
            wave.sendAll(BETWEEN_PUSHES);
        }
        return null;
    }

    private @Nullable Void handIn(Counter counter, Random chance) throws InterruptedException {
        while (!resting) {
            citizens.handIn(counter, chance);
        }
        return null;
    }

    private @Nullable Void stepSimulators() throws InterruptedException {
        while (!resting) {
            simulators.agencies().forEach(agency -> agency.step());
            TimeUnit.MILLISECONDS.sleep(BETWEEN_STEPS.toMillis());
        }
        return null;
    }

    /** Makes everything well again, begins no new dossier, and waits until each source has sent what it had begun. */
    void rest(Duration longest) throws Exception {
        for (var simulator : simulators.all()) {
            Steering.faults(simulator.address(), "{}");
        }
        Steering.faults(secondPortal.address(), "{}");
        time.step(Duration.ZERO);
        disk.empty();
        keeper.awaitUp();
        resting = true;
        for (Future<?> source : working) {
            source.get(longest.toSeconds(), TimeUnit.SECONDS);
        }
        working.clear();
        // An office that leaves files waits until one is full, unless it is told to step.
        Steering.post(simulators.socialInsurance().address().resolve("/control/step?count=1"), "");
    }

    private List<String> settings() throws IOException {
        List<String> settings = new ArrayList<>(HubProcess.clients(Map.of(
                "north-office",
                "pushes-for=north-office",
                "south-office",
                "pushes-for=south-office",
                "land-office",
                "pushes-for=land-office",
                "transport-office",
                "pushes-for=transport-office",
                "reader",
                "rights=look-up,see-personal-data",
                Citizens.CLIENT,
                "submits-to=" + Counter.ALL.stream().map(Counter::system).collect(Collectors.joining(","))
                        + " portal=province-portal")));
        settings.addAll(IMPATIENT);
        settings.add("--lienthong.broker.core-port=" + brokerPort);
        settings.add("--lienthong.connectors=" + connectors());
        settings.add("--CIVIL_REGISTRY_URL=" + bare(simulators.civilRegistry().address()));
        settings.add("--LAND_OFFICE_URL=" + bare(simulators.landOffice().address()));
        settings.add(
                "--BUSINESS_REGISTRY_URL=" + bare(simulators.businessRegistry().address()));
        settings.add("--NATIONAL_PORTAL_URL=" + bare(simulators.nationalPortal().address()));
        settings.add("--CRASH_PORTAL_URL=" + bare(secondPortal.address()));
        settings.add("--SOCIAL_INSURANCE_FOLDER=" + this.folder.resolve("drop"));
        settings.add("--SOCIAL_INSURANCE_INBOX=" + this.folder.resolve("inbox"));
        settings.add("--CIVIL_REGISTRY_PASSWORD=civil-demo");
        settings.add("--LAND_OFFICE_SECRET=land-demo");
        settings.add("--BUSINESS_REGISTRY_PASSWORD=business-demo");
        settings.add("--NATIONAL_PORTAL_PASSWORD=portal-demo");
        if (database != null) {
            settings.add("--lienthong.store.url=" + database.url());
            settings.add("--lienthong.store.user=" + PostgresServer.USER);
        }
        return settings;
    }

    /** The demo's connectors and the crash test's, in one folder. */
    private Path connectors() throws IOException {
        Path together = folder.resolve("connectors");
        for (Path from : List.of(Path.of("connectors"), Path.of("src/test/resources/crash/connectors"))) {
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path to = together.resolve(from.relativize(file));
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
        return together;
    }

    private static String bare(URI address) {
        return address.toString().replaceAll("/$", "");
    }

    @Override
    public void close() throws Exception {
        resting = true;
        sources.shutdownNow();
        keeper.close();
        simulators.close();
        secondPortal.close();
        if (database != null) {
            database.close();
        }
        disk.close();
    }
}
