package vn.lienthong.hub.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.Secret;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.simulation.Samples.Sample;
import vn.lienthong.hub.simulator.Faults;
import vn.lienthong.hub.simulator.Inbox;
import vn.lienthong.hub.simulator.MadeCertificates;
import vn.lienthong.hub.simulator.Misbehaviour;
import vn.lienthong.hub.simulator.SampleDatabase;
import vn.lienthong.hub.simulator.SampleServer;
import vn.lienthong.hub.simulator.SampleServer.Answers;

/**
 * The system's side of one connector, on loopback, until it is closed. It answers what the connector asks, from the samples in
 * the connector's folder, to whom the connector's credentials describe; what it would send by itself is sent by
 * {@link #dropInto} or by whoever takes {@link #pushes}.
 */
public final class ConnectorSimulation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorSimulation.class);

    private final ConnectorDefinition connector;
    private final Samples samples;
    private final SampleServer server;
    private final List<QueueSide> queues = new CopyOnWriteArrayList<>();
    private final Function<Secret, @Nullable String> secrets;
    private final HandingIn handedIn;
    private final List<AutoCloseable> behind = new ArrayList<>();
    private @Nullable String database;
    private @Nullable SftpPlace sftp;

    private ConnectorSimulation(
            ConnectorDefinition connector,
            Samples samples,
            SampleServer server,
            Function<Secret, @Nullable String> secrets,
            HandingIn handedIn) {
        this.handedIn = handedIn;
        this.connector = connector;
        this.samples = samples;
        this.server = server;
        this.secrets = secrets;
    }

    /**
     * Where a system offers its files.
     *
     * @param hostKey for the connector's {@code host-key}
     */
    public record SftpPlace(String host, int port, String hostKey) {}

    /** Starts it without TLS. */
    public static ConnectorSimulation start(
            ConnectorDefinition connector,
            Path folder,
            int port,
            Function<Secret, @Nullable String> secrets,
            Clock clock) {
        return start(connector, folder, port, null, secrets, clock);
    }

    /**
     * Starts it.
     *
     * @param folder the connector's, with its samples
     * @param port where the connector finds it; 0 for any free one
     * @param made where the certificates are with which it speaks TLS, and the key that its SFTP server shows; made if they are
     *     not there. Null for no TLS, and a new key each time
     * @param secrets answers the value of a secret; null where it is not known here, so that any is taken
     * @throws CannotBePlayed if it cannot be played, telling why
     */
    public static ConnectorSimulation start(
            ConnectorDefinition connector,
            Path folder,
            int port,
            @Nullable Path made,
            Function<Secret, @Nullable String> secrets,
            Clock clock) {
        Samples samples = Samples.of(folder);
        Door door = new Door(connector.credentials(), secrets, clock);
        var misbehaviour = new Misbehaviour();
        var handedIn = HandingIn.of(connector, samples, door, misbehaviour, clock);
        List<Answers> answers = new ArrayList<>(List.of(door.logIn()));
        answers.addAll(new RestSide(connector, samples, door).answers());
        answers.addAll(new SoapSide(connector, samples, door).answers());
        answers.addAll(handedIn.answers());
        boolean behind = connector.intake() instanceof Intake.DatabasePoll || sftpOf(connector) != null;
        String id = connector.id().value();
        int own = behind ? 0 : port;
        SampleServer server = made != null && (!behind || handedIn.overHttp())
                ? SampleServer.startOverTls(
                        id, own, answers, handedIn.steering(), MadeCertificates.in(made), shownBy(connector))
                : SampleServer.start(id, own, answers, handedIn.steering());
        var system = new ConnectorSimulation(connector, samples, server, secrets, handedIn);
        try {
            system.startBehind(port, made);
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private static Intake.@Nullable Sftp sftpOf(ConnectorDefinition connector) {
        return connector.intake() instanceof Intake.FileDrop drop ? drop.sftp() : null;
    }

    /** The certificates by which the system knows the hub. */
    private static List<Certificate> shownBy(ConnectorDefinition connector) {
        if (connector.tls() == null || connector.tls().certificate() == null) {
            return List.of();
        }
        try (InputStream content = Files.newInputStream(connector.tls().certificate())) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(content));
        } catch (IOException | CertificateException e) {
            throw new CannotBePlayed(Bilingual.of(
                    "không đọc được tls/certificate: %s",
                    "tls/certificate cannot be read: %s", String.valueOf(e.getMessage())));
        }
    }

    private void startBehind(int port, @Nullable Path made) {
        if (connector.intake() instanceof Intake.DatabasePoll poll) {
            SampleDatabase rows = RowsSide.start(connector, poll, samples, secrets);
            behind.add(rows);
            database = RowsSide.url(server.wire(port, rows.port(), SampleDatabase::understood));
        }
        Intake.Sftp place = sftpOf(connector);
        if (place != null) {
            FilesSide files = FilesSide.start(place, samples, made, secrets);
            behind.add(files);
            tellLater(files::offer);
            sftp = new SftpPlace(
                    "127.0.0.1", server.wire(port, files.port(), UnaryOperator.identity()), files.hostKey());
        }
    }

    /** From now on tells in this way what new dossiers make the system tell. */
    private void tellLater(Outlet.Telling telling) {
        Outlet outlet = new Outlet(connector.id().value(), telling);
        behind.add(0, outlet);
        handedIn.changes().listen(outlet::tell);
    }

    /** What cannot be played of its submissions, for whoever starts it; empty where it takes none, or all can be. */
    public List<Bilingual> notPlayed() {
        return handedIn.notPlayed();
    }

    /** Whether it takes what is handed in over HTTP, at {@link #address}. */
    public boolean takesOverHttp() {
        return handedIn.overHttp();
    }

    /**
     * Has the system take what is handed in from a folder, until it is closed; what it took is in the folder {@code taken} there.
     *
     * @return whether it takes files
     */
    public boolean takeFrom(Path folder) {
        if (connector.submission() == null || !(connector.submission().call() instanceof SubmissionWay.Call.Files)) {
            return false;
        }
        Inbox inbox = handedIn.inbox(folder);
        behind.add(inbox);
        inbox.start();
        return true;
    }

    /** Where its database is to be read, for the connector's {@code intake/url}; empty where it has none. */
    public Optional<String> database() {
        return Optional.ofNullable(database);
    }

    /** Where its files are to be fetched, for the connector's {@code intake/sftp}; empty where they are not. */
    public Optional<SftpPlace> sftp() {
        return Optional.ofNullable(sftp);
    }

    /** Where it is steered, at {@code /control}. */
    public URI controls() {
        return server.controls();
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
     * Has the system push its samples over HTTP, as REST or SOAP, and from then on what new dossiers make it tell.
     *
     * @param hub its address
     * @param key a key of the hub's clients; not shown by a system whose connector names a token
     * @return what the hub answered to each; none where the system does not push over HTTP
     */
    public List<HttpResponse<String>> push(URI hub, @Nullable String key) throws IOException, InterruptedException {
        List<HttpResponse<String>> answers = new ArrayList<>();
        Pusher pusher = Pusher.of(connector, secrets, hub, key);
        if (pusher != null) {
            for (byte[] content : pushes()) {
                answers.add(pusher.send(content));
            }
            tellLater(sample -> Pusher.taken(pusher.send(sample.content())));
        }
        return answers;
    }

    /**
     * Has the system come to the hub's broker: it sends its samples there, and from then on answers what it is asked and takes
     * what is handed in by its queues, until it is closed.
     *
     * @param broker such as {@code tcp://127.0.0.1:61616}
     * @param client the client's id at the hub
     * @return how many samples were sent
     */
    public int comeToTheBroker(String broker, String client, String key) {
        QueueSide side = QueueSide.connect(connector, samples, broker, client, key);
        queues.add(side);
        side.answer();
        int sent = side.push();
        if (connector.intake() instanceof Intake.QueuePush) {
            tellLater(sample -> side.push(List.of(sample)));
        }
        handedIn.takeFromQueue(side);
        return sent;
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
                    dropped.add(drop(sample, folder));
                }
                tellLater(sample -> drop(sample, folder));
            } catch (IOException e) {
                throw new UncheckedIOException("the folder " + folder + " cannot be written to", e);
            }
        }
        return dropped;
    }

    private static Path drop(Sample sample, Path folder) throws IOException {
        Path file = folder.resolve(sample.name() + "." + sample.type());
        Path unfinished = folder.resolve("." + file.getFileName() + ".part");
        Files.write(unfinished, sample.content());
        return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        queues.forEach(QueueSide::close);
        server.close();
        for (AutoCloseable one : behind) {
            try {
                one.close();
            } catch (Exception e) {
                LOG.warn("a part of the simulated {} did not end well: {}", connector.id(), e.getMessage());
            }
        }
    }
}
