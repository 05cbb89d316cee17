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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.crash.HubProcess;
import vn.lienthong.hub.crash.PushingOffice;
import vn.lienthong.hub.simulator.NationalPortal;
import vn.lienthong.hub.simulator.SimulatorSettings;
import vn.lienthong.hub.simulator.Simulators;
import vn.lienthong.hub.store.PostgresServer;

/**
 * One hub and all that it joins: the four simulated one-stop systems (SOAP polled, JSON pushed, JSON polled, files), two offices that push
 * in waves with repeats and disorder, two portals, and citizens who hand dossiers in at one of them.
 */
final class Province implements AutoCloseable {
    private static final int WAVE = 40;
    private static final int CHANGES_EACH = 8;
    private static final Duration BETWEEN_PUSHES = Duration.ofMillis(120);
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(400);

    private final String name;
    private final Path folder;
    private final Random dice;
    private final Simulators simulators;
    private final NationalPortal secondPortal;
    private final @Nullable PostgresServer database;
    private final FakedTime time;
    private final SmallDisk disk;
    private final HubKeeper keeper;
    private final Citizens citizens;
    private final List<PushingOffice> waves = new CopyOnWriteArrayList<>();
    private final ExecutorService sources = Executors.newCachedThreadPool();
    private final List<Future<?>> working = new ArrayList<>();
    private volatile boolean resting;

    private Province(String name, Path folder, Storage storage, long seed) throws Exception {
        this.name = name;
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        this.dice = new Random(seed);
        this.disk = new SmallDisk(Files.createDirectories(folder.resolve("data")));
        this.time = new FakedTime(folder.resolve("clock"));
        this.database = storage == Storage.POSTGRESQL ? new PostgresServer(folder.resolve("postgresql")) : null;
        this.simulators = Simulators.start(
                SimulatorSettings.quiet(Files.createDirectories(this.folder.resolve("drop")), 20), Clock.systemUTC());
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

    /** Lets everybody begin to send; the citizens if they take part. */
    void work(boolean withCitizens) {
        for (String[] office : new String[][] {{"north-office", "H27.91"}, {"south-office", "H27.92"}}) {
            long seed = dice.nextLong();
            working.add(sources.submit(() -> pushWaves(office[0], office[1], new Random(seed))));
        }
        working.add(sources.submit(this::stepSimulators));
        long seed = dice.nextLong();
        if (withCitizens) {
            working.add(sources.submit(() -> handIn(new Random(seed))));
        }
    }

    private @Nullable Void pushWaves(String office, String agency, Random seeds) throws Exception {
        URI door = keeper.address("/api/v1/connectors/" + office + "/changes");
        for (int first = 0; !resting; first += WAVE) {
            var wave = new PushingOffice(
                    office, agency, door, HubProcess.key(office), first, WAVE, CHANGES_EACH, seeds.nextLong());
            waves.add(wave);
            wave.sendAll(BETWEEN_PUSHES);
        }
        return null;
    }

    private @Nullable Void handIn(Random chance) throws InterruptedException {
        for (int n = 1; !resting; n++) {
            citizens.handIn(n, chance);
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

    /** Makes everything well again. */
    void mend() throws Exception {
        for (var simulator : simulators.all()) {
            Steering.faults(simulator.address(), "{}");
        }
        Steering.faults(secondPortal.address(), "{}");
        time.step(Duration.ZERO);
        disk.empty();
        keeper.awaitUp();
    }

    /** Begins no new dossier, and waits until each source has sent what it had begun. */
    void rest(Duration longest) throws Exception {
        resting = true;
        for (Future<?> source : working) {
            source.get(longest.toSeconds(), TimeUnit.SECONDS);
        }
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
                "reader",
                "rights=look-up,see-personal-data",
                Citizens.CLIENT,
                "submits-to=land-office portal=province-portal")));
        settings.add("--lienthong.connectors=" + connectors());
        settings.add("--CIVIL_REGISTRY_URL=" + bare(simulators.civilRegistry().address()));
        settings.add("--LAND_OFFICE_URL=" + bare(simulators.landOffice().address()));
        settings.add(
                "--BUSINESS_REGISTRY_URL=" + bare(simulators.businessRegistry().address()));
        settings.add("--NATIONAL_PORTAL_URL=" + bare(simulators.nationalPortal().address()));
        settings.add("--CRASH_PORTAL_URL=" + bare(secondPortal.address()));
        settings.add("--SOCIAL_INSURANCE_FOLDER=" + this.folder.resolve("drop"));
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
