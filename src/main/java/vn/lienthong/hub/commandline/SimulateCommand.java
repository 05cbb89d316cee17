package vn.lienthong.hub.commandline;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.commandline.connectors.Spoken;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Fault;
import vn.lienthong.hub.connector.FolderCheck;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.Secret;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.simulation.CannotBePlayed;
import vn.lienthong.hub.simulation.ConnectorSimulation;

/** Serves the system's side of a connector, so that staff can try it before their system is ready. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Play the system of a connector, from the definition and the samples in its folder, until it is stopped.",
            "Steer it with curl: GET /control, POST /control/faults '{\"delayMs\":2000}', '{\"down\":true}', '{\"failEvery\":2}',"
                    + " '{\"refuseEvery\":1}'. What was handed in to it is at GET /control/truth."
        })
final class SimulateCommand implements java.util.concurrent.Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @CommandLine.Mixin
    private final Spoken spoken = new Spoken();

    @Parameters(paramLabel = "FOLDER", description = "The connector's folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Where to listen; any free port if left out.")
    private int port;

    @Option(
            names = "--hub",
            paramLabel = "URL",
            description = "For a system that pushes: the hub to push the samples to.")
    private @Nullable URI hub;

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description =
                    "For a system that sends to a queue, is asked or takes submissions by one: the hub's broker, such as"
                            + " tcp://127.0.0.1:61616.")
    private @Nullable String broker;

    @Option(
            names = "--client",
            paramLabel = "ID",
            description = "For the broker: the client whose key is in LIENTHONG_KEY; the connector's id if left out.")
    private @Nullable String client;

    @Option(names = "--key", hidden = true, defaultValue = "${env:LIENTHONG_KEY}")
    private @Nullable String key;

    @Option(names = "--drop", paramLabel = "FOLDER", description = "For a system that leaves files: where to.")
    private @Nullable Path drop;

    @Option(
            names = "--inbox",
            paramLabel = "FOLDER",
            description = "For a system that finds submissions in a folder: which; the connector's if left out.")
    private @Nullable Path inbox;

    @Option(
            names = "--made",
            paramLabel = "FOLDER",
            description =
                    "Speak TLS, with certificates that are made in this folder: authority.pem is for the connector's"
                            + " tls/authorities, hub.pem and hub-key.pem are for one that shows a certificate. An SFTP server keeps"
                            + " its key there.")
    private @Nullable Path made;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "How long, such as PT10M; until it is stopped if left out.")
    private @Nullable Duration howLong;

    @Override
    public Integer call() throws Exception {
        List<Fault> faults = FolderCheck.faults(folder, System::getenv);
        if (!faults.isEmpty()) {
            faults.forEach(fault -> err(fault.in(spoken.language())));
            return 3;
        }
        ConnectorDefinition connector = FolderCheck.definition(folder, System::getenv);
        try (ConnectorSimulation system =
                ConnectorSimulation.start(connector, folder, port, made, secrets(), Clock.systemUTC())) {
            tell(connector, system);
            if (connector.intake() instanceof Intake.FileDrop files && (drop != null || files.sftp() == null)) {
                Path into = drop != null ? drop : Path.of(files.folder());
                system.dropInto(into).forEach(file -> out("đã đặt " + file, "left " + file));
            }
            takeFiles(connector, system);
            if (broker != null) {
                String name = client == null ? connector.id().value() : client;
                int sent = system.comeToTheBroker(broker, name, key == null ? "" : key);
                out(
                        "đã gửi " + sent + " mẫu đến " + broker + ", và trả lời những gì hàng đợi của nó được hỏi",
                        "sent " + sent + " samples to " + broker + ", and answers what its queue is asked");
            }
            push(connector, system);
            rest();
        } catch (CannotBePlayed e) {
            err(spoken.in("Không đóng vai được " + connector.id() + ": ", connector.id() + " cannot be played: ")
                    + spoken.in(e.why()));
            return 3;
        }
        return CommandLine.ExitCode.OK;
    }

    private void tell(ConnectorDefinition connector, ConnectorSimulation system) {
        boolean served = system.database().isEmpty() && system.sftp().isEmpty();
        String id = connector.id().value();
        out(
                "đang giả lập " + id + (served ? " tại " + system.address() : "") + ", từ " + system.samples() + " mẫu",
                id + " is simulated" + (served ? " at " + system.address() : "") + ", from " + system.samples()
                        + " samples");
        if (!served || !system.controls().equals(system.address())) {
            String control = system.controls() + "/control";
            out("điều khiển tại " + control, "it is steered at " + control);
        }
        if (made != null && system.address().getScheme().equals("https")) {
            Path authority = made.resolve("authority.pem");
            out(
                    "để tin nó: tls: {authorities: authority.pem}, bản sao của " + authority,
                    "trust it by tls: {authorities: authority.pem}, a copy of " + authority);
        }
        if (!served && system.takesOverHttp()) {
            out("nhận hồ sơ nộp tại " + system.address(), "it takes submissions at " + system.address());
        }
        system.notPlayed().forEach(why -> out("không giả lập: " + why.vi(), "not played: " + why.en()));
        system.database()
                .ifPresent(url -> out(
                        "cơ sở dữ liệu của nó ở " + url + ", ghi vào intake/url",
                        "its database is at " + url + ", for intake/url"));
        system.sftp()
                .map(place -> "intake/sftp: {host: " + place.host() + ", port: " + place.port() + ", host-key: "
                        + place.hostKey() + "}")
                .ifPresent(place -> out("tệp của nó ở sftp, ghi vào " + place, "its files are at sftp, for " + place));
    }

    private void takeFiles(ConnectorDefinition connector, ConnectorSimulation system) {
        if (connector.submission() == null) {
            return;
        }
        SubmissionWay.Call call = connector.submission().call();
        if (call instanceof SubmissionWay.Call.Files files) {
            Path from = inbox != null ? inbox : Path.of(files.folder());
            system.takeFrom(from);
            out("nhận hồ sơ nộp từ " + from, "takes submissions from " + from);
        } else if (call instanceof SubmissionWay.Call.Queue && broker == null) {
            out(
                    "hệ thống này nhận hồ sơ nộp từ hàng đợi; thêm --broker và LIENTHONG_KEY để nó nhận",
                    "this system takes submissions from a queue; give --broker and LIENTHONG_KEY to have it take them");
        }
    }

    private void push(ConnectorDefinition connector, ConnectorSimulation system)
            throws IOException, InterruptedException {
        int samples = system.pushes().size();
        if (samples == 0) {
            return;
        }
        if (connector.intake() instanceof Intake.QueuePush) {
            if (broker != null) {
                return;
            }
            out(
                    "hệ thống này gửi vào hàng đợi; thêm --broker và LIENTHONG_KEY để nó gửi " + samples + " mẫu",
                    "this system sends to a queue; give --broker and LIENTHONG_KEY to have it send its " + samples
                            + " samples");
            return;
        }
        if (hub == null) {
            out(
                    "hệ thống này tự gửi đến trục; thêm --hub và LIENTHONG_KEY để nó gửi " + samples + " mẫu",
                    "this system pushes; give --hub and LIENTHONG_KEY to have it push its " + samples + " samples");
            return;
        }
        system.push(hub, key).forEach(answer -> {
            String told = answer.statusCode() + " " + answer.body();
            out("đã gửi, trục trả lời " + told, "pushed, answered " + told);
        });
    }

    /** A secret that this machine does not know is not checked. */
    private static java.util.function.Function<Secret, @Nullable String> secrets() {
        Secrets secrets = new Secrets(new StandardEnvironment());
        return secret -> {
            try {
                return secrets.read(secret);
            } catch (RuntimeException unknown) {
                return null;
            }
        };
    }

    private void rest() throws InterruptedException, TimeoutException {
        CountDownLatch ended = new CountDownLatch(1);
        if (howLong == null) {
            ended.await();
        } else if (ended.await(howLong.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("nobody ends it");
        }
    }

    private void out(String vi, String en) {
        if (spec != null) {
            spec.commandLine().getOut().println(spoken.in(vi, en));
        }
    }

    private void err(String line) {
        if (spec != null) {
            spec.commandLine().getErr().println(line);
        }
    }
}
