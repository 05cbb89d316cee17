package vn.lienthong.hub.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.Secret;
import vn.lienthong.hub.simulation.Samples.Sample;
import vn.lienthong.hub.simulator.Faults;
import vn.lienthong.hub.simulator.SampleServer;
import vn.lienthong.hub.simulator.SampleServer.Answers;

/**
 * The system's side of one connector, on loopback, until it is closed. It answers what the connector asks, from the samples in
 * the connector's folder, to whom the connector's credentials describe; what it would send by itself is sent by
 * {@link #dropInto} or by whoever takes {@link #pushes}.
 */
public final class ConnectorSimulation implements AutoCloseable {
    private final ConnectorDefinition connector;
    private final Samples samples;
    private final SampleServer server;
    private final List<QueueSide> queues = new CopyOnWriteArrayList<>();
    private final Function<Secret, @Nullable String> secrets;

    private ConnectorSimulation(
            ConnectorDefinition connector,
            Samples samples,
            SampleServer server,
            Function<Secret, @Nullable String> secrets) {
        this.connector = connector;
        this.samples = samples;
        this.server = server;
        this.secrets = secrets;
    }

    /**
     * Starts it.
     *
     * @param folder the connector's, with its samples
     * @param port 0 for any free one
     * @param secrets answers the value of a secret; null where it is not known here, so that any is taken
     */
    public static ConnectorSimulation start(
            ConnectorDefinition connector,
            Path folder,
            int port,
            Function<Secret, @Nullable String> secrets,
            Clock clock) {
        Samples samples = Samples.of(folder);
        Door door = new Door(connector.credentials(), secrets, clock);
        List<Answers> answers = new ArrayList<>(List.of(door.logIn()));
        answers.addAll(new RestSide(connector, samples, door).answers());
        answers.addAll(new SoapSide(connector, samples, door).answers());
        return new ConnectorSimulation(
                connector, samples, SampleServer.start(connector.id().value(), port, answers), secrets);
    }

    /** Where the system is to be reached, for the connector's {@code address}. */
    public URI address() {
        return server.address();
    }

    /** As {@code POST /control/faults}. */
    public void misbehave(Faults faults) {
        server.misbehave(faults);
    }

    /** How many samples there are, of changes and of look-ups. */
    public int samples() {
        return samples.told().size() + samples.answered().size();
    }

    /** What the system pushes to the hub, over REST, SOAP or its queue, one by one; empty where it is asked instead. */
    public List<byte[]> pushes() {
        boolean pushing = connector.intake() instanceof Intake.RestPush
                || connector.intake() instanceof Intake.SoapPush
                || connector.intake() instanceof Intake.QueuePush;
        return pushing ? samples.told().stream().map(Sample::content).toList() : List.of();
    }

    /**
     * Has the system push its samples over SOAP.
     *
     * @param hub its address
     * @param key a key of the hub's clients, for a system whose connector names no token
     * @return what the hub answered to each; none where the system does not push over SOAP
     */
    public List<HttpResponse<String>> pushOverSoap(URI hub, @Nullable String key)
            throws IOException, InterruptedException {
        List<HttpResponse<String>> answers = new ArrayList<>();
        if (connector.intake() instanceof Intake.SoapPush push) {
            SoapPusher pusher = new SoapPusher(connector, push, secrets);
            for (byte[] element : pushes()) {
                answers.add(pusher.send(hub, key, element));
            }
        }
        return answers;
    }

    /**
     * Has the system come to the hub's broker: it sends its samples there, and from then on answers what it is asked by its
     * queue, until it is closed.
     *
     * @param broker such as {@code tcp://127.0.0.1:61616}
     * @param client the client's id at the hub
     * @return how many samples were sent
     */
    public int comeToTheBroker(String broker, String client, String key) {
        QueueSide side = QueueSide.connect(connector, samples, broker, client, key);
        queues.add(side);
        side.answer();
        return side.push();
    }

    /**
     * Leaves the samples as files, each whole from the moment that it has its name.
     *
     * @return the files; none where the system leaves no files
     */
    public List<Path> dropInto(Path folder) {
        List<Path> dropped = new ArrayList<>();
        if (connector.intake() instanceof Intake.FileDrop) {
            try {
                Files.createDirectories(folder);
                for (Sample sample : samples.told()) {
                    Path file = folder.resolve(sample.name() + "." + sample.type());
                    Path unfinished = folder.resolve("." + file.getFileName() + ".part");
                    Files.write(unfinished, sample.content());
                    dropped.add(Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the folder " + folder + " cannot be written to", e);
            }
        }
        return dropped;
    }

    @Override
    public void close() {
        queues.forEach(QueueSide::close);
        server.close();
    }
}
