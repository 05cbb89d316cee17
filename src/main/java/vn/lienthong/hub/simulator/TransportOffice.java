package vn.lienthong.hub.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.Map;

/**
 * A one-stop system behind a firewall: it opens no door, takes what is handed in from its own queue of the hub's broker, and sends its
 * changes to another. Its port serves the controls alone. All of it is invented.
 */
public final class TransportOffice implements AgencySimulator {
    static final String ID = "transport-office";

    private final LoopbackServer server;
    private final Misbehaviour misbehaviour = new Misbehaviour();
    private final Life life;
    private final TransportAgent agent;

    private TransportOffice(SimulatorSettings.Agent place, AgencyStart start, Clock clock) {
        this.server = LoopbackServer.open(ID, place.port(), misbehaviour);
        this.life = new Life(
                Offices.transportOffice(), start.seed(), start.dossiers(), misbehaviour, start.stateFolder(), clock);
        this.agent = new TransportAgent(place, life, misbehaviour, start.stateFolder());
    }

    /** @throws PortTaken if another process has the port */
    public static TransportOffice start(SimulatorSettings.Agent place, AgencyStart start, Clock clock) {
        TransportOffice office = new TransportOffice(place, start, clock);
        new Controls(ID, office.misbehaviour, office.server)
                .showing(office::state)
                .moving(office.life, () -> {})
                .serve();
        office.server.start();
        return office;
    }

    /** Begins to speak with the hub's broker, which has to have its queues by now: it makes none for who asks for them. */
    public void comeToTheBroker() {
        agent.start();
    }

    private Map<String, Object> state() {
        return Map.of(
                "dossiers",
                life.all().size(),
                "changes",
                life.last(),
                "sent",
                agent.sent(),
                "files",
                agent.files(),
                "submissions",
                life.submissions());
    }

    @Override
    public void step() {
        life.step(1);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public URI address() {
        return server.address();
    }

    @Override
    public void misbehave(Faults faults) {
        misbehaviour.set(faults);
    }

    @Override
    public void close() {
        server.close();
        agent.close();
        life.close();
    }
}
