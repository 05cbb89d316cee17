package vn.lienthong.hub.simulator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The four simulated agencies, the fifth where there is a broker for it, and the portal, running until closed. */
public final class Simulators implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Simulators.class);

    private final CivilRegistry civilRegistry;
    private final LandOffice landOffice;
    private final BusinessRegistry businessRegistry;
    private final SocialInsurance socialInsurance;
    private final NationalPortal nationalPortal;
    private final @Nullable TransportOffice transportOffice;
    private final ScheduledExecutorService days = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "simulator-days");
        thread.setDaemon(true);
        return thread;
    });

    private Simulators(SimulatorSettings settings, Clock clock, List<Simulator> started) {
        SimulatorSettings.Ports ports = settings.ports();
        SimulatorSettings.Passwords passwords = settings.passwords();
        AgencyStart start = new AgencyStart(settings.seed(), settings.dossiers(), settings.stateFolder());
        nationalPortal = remember(
                started,
                NationalPortal.start(
                        ports.nationalPortal(), passwords.nationalPortal(), settings.stateFolder(), clock));
        civilRegistry =
                remember(started, CivilRegistry.start(ports.civilRegistry(), passwords.civilRegistry(), start, clock));
        businessRegistry = remember(
                started, BusinessRegistry.start(ports.businessRegistry(), passwords.businessRegistry(), start, clock));
        socialInsurance = remember(
                started,
                SocialInsurance.start(
                        ports.socialInsurance(), settings.dropFolder(), settings.inboxFolder(), start, clock));
        landOffice = remember(started, LandOffice.start(ports.landOffice(), passwords.landOffice(), start, clock));
        SimulatorSettings.Agent agent = settings.agent();
        transportOffice = agent == null ? null : remember(started, TransportOffice.start(agent, start, clock));
    }

    /**
     * Starts them all, or none.
     *
     * @throws PortTaken naming the simulator, the port and the setting
     * @throws IllegalArgumentException naming a password that is not set
     */
    public static Simulators start(SimulatorSettings settings, Clock clock) {
        settings.passwords().check();
        List<Simulator> started = new ArrayList<>();
        try {
            Simulators all = new Simulators(settings, clock, started);
            all.begin(settings);
            return all;
        } catch (RuntimeException e) {
            closeAll(started);
            throw e;
        }
    }

    private void begin(SimulatorSettings settings) {
        SimulatorSettings.Push push = settings.push();
        if (push != null) {
            landOffice.pushTo(push.address(), push.key());
        }
        long pause = settings.pace().toMillis();
        if (pause > 0) {
            days.scheduleWithFixedDelay(this::moveAll, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    /** Lets the office that comes to the hub by itself do so. */
    public void comeToTheHub() {
        if (transportOffice != null) {
            transportOffice.comeToTheBroker();
        }
    }

    private void moveAll() {
        for (AgencySimulator agency : agencies()) {
            try {
                agency.step();
            } catch (RuntimeException e) {
                // Thrown further, it would end the days of all the others too.
                LOG.error("simulator {} could not move a dossier", agency.id(), e);
            }
        }
    }

    private static <S extends Simulator> S remember(List<Simulator> started, S simulator) {
        started.add(simulator);
        return simulator;
    }

    public CivilRegistry civilRegistry() {
        return civilRegistry;
    }

    public LandOffice landOffice() {
        return landOffice;
    }

    public BusinessRegistry businessRegistry() {
        return businessRegistry;
    }

    public SocialInsurance socialInsurance() {
        return socialInsurance;
    }

    public NationalPortal nationalPortal() {
        return nationalPortal;
    }

    public List<AgencySimulator> agencies() {
        return Stream.of(civilRegistry, landOffice, businessRegistry, socialInsurance, transportOffice)
                .flatMap(Stream::ofNullable)
                .map(AgencySimulator.class::cast)
                .toList();
    }

    /** All of them, the portal last. */
    public List<Simulator> all() {
        List<Simulator> all = new ArrayList<>(agencies());
        all.add(nationalPortal);
        return all;
    }

    @Override
    public void close() {
        days.shutdownNow();
        try {
            // A step that is under way still writes to the agencies' journals.
            days.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeAll(all());
    }

    private static void closeAll(List<Simulator> started) {
        List<Simulator> lastFirst = new ArrayList<>(started);
        Collections.reverse(lastFirst);
        lastFirst.forEach(Simulator::close);
    }
}
