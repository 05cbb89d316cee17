package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import vn.lienthong.hub.canonical.DossierStatus;

/**
 * A social insurance office that leaves CSV and XML files in a folder; its port serves the controls alone. What of it is
 * public and what invented is told in {@code connectors/social-insurance/connector.yaml}.
 */
public final class SocialInsurance implements AgencySimulator {
    static final String ID = "social-insurance";
    private static final int MOST_IN_A_FILE = 100;
    private static final int WORTH_A_FILE = 5;

    private final LoopbackServer server;
    private final Misbehaviour misbehaviour = new Misbehaviour();
    private final Life life;
    private final Journal journal;
    private final DropFolder folder;
    private final Inbox inbox;
    private final Clock clock;
    private long dropped;
    private int files;
    private CountDownLatch slowFile = new CountDownLatch(0);

    private SocialInsurance(int port, Path folder, Path inboxFolder, AgencyStart start, Clock clock) {
        this.server = LoopbackServer.open(ID, port, misbehaviour);
        this.life = new Life(
                Offices.socialInsurance(), start.seed(), start.dossiers(), misbehaviour, start.stateFolder(), clock);
        this.journal = Journal.open(start.stateFolder(), "social-insurance.dropped.jsonl");
        this.dropped = journal.found().stream()
                .mapToLong(line -> line.path("dropped").asLong())
                .max()
                .orElse(0);
        this.files = journal.found().size();
        this.folder = new DropFolder(folder);
        this.inbox = new Inbox(inboxFolder, () -> !misbehaviour.faults().down(), this::take);
        this.clock = clock;
    }

    /**
     * @param port 0 for any free one
     * @param folder where the files are left; made when it is not there
     * @param inbox where what is handed in is found
     * @throws PortTaken if another process has the port
     */
    public static SocialInsurance start(int port, Path folder, Path inbox, AgencyStart start, Clock clock) {
        SocialInsurance office = new SocialInsurance(port, folder, inbox, start, clock);
        new Controls(ID, office.misbehaviour, office.server)
                .showing(office::state)
                .moving(office.life, office::drop)
                .serve();
        office.server.start();
        office.drop();
        office.inbox.start();
        return office;
    }

    /**
     * A new dossier, or what is said about one; the office's own form of it stands in {@code record}.
     *
     * @return whether it was taken; not where it is about a dossier that is not here yet
     */
    private boolean take(JsonNode submission) {
        String id = submission.path("id").asText();
        String number = submission.path("number").asText();
        JsonNode record = submission.path("record");
        boolean taken =
                switch (submission.path("act").asText()) {
                    case "submit" -> {
                        life.submitted(
                                id,
                                record.path("ma_cong_dvc").asText(),
                                record.path("ma_thu_tuc").asText(),
                                record.path("chu_ho_so").asText(),
                                record.path("so_dinh_danh").asText());
                        yield true;
                    }
                    case "withdraw" ->
                        life.handedIn(id, number, DossierStatus.WITHDRAWAL_REQUESTED)
                                .isPresent();
                    default -> life.handedIn(id, number, null).isPresent();
                };
        drop();
        return taken;
    }

    /** Leaves all changes that were not left yet, unless the office is down or still at a slow file. */
    private synchronized void drop() {
        List<Told> changes = life.since(dropped, MOST_IN_A_FILE);
        while (!changes.isEmpty() && !misbehaviour.faults().down() && slowFile.getCount() == 0) {
            drop(changes);
            changes = life.since(dropped, MOST_IN_A_FILE);
        }
    }

    private void drop(List<Told> changes) {
        Instant now = clock.instant();
        InsuranceFile kind = files++ % 2 == 0 ? InsuranceFile.CSV : InsuranceFile.XML;
        long last = changes.get(changes.size() - 1).change().seq();
        String name = "BHXH-" + VietnamTime.COMPACT.format(now) + "-" + (dropped + 1) + "-" + last;
        byte[] content = kind.write(misbehaviour.disturbed(changes), now);
        if (misbehaviour.faults().garbage()) {
            folder.drop(name + "-rac" + kind.extension(), Reply.GARBAGE);
        } else if (misbehaviour.hits(Misbehaviour.Kind.FAIL)) {
            folder.drop(name + "-hong" + kind.extension(), Arrays.copyOf(content, content.length / 2));
        }
        int slowly = misbehaviour.faults().slowWriteMs();
        if (slowly > 0) {
            slowFile = folder.dropSlowly(name + kind.extension(), content, slowly);
        } else {
            folder.drop(name + kind.extension(), content);
        }
        dropped = last;
        journal.add(Json.object().put("dropped", dropped));
    }

    private synchronized Map<String, Object> state() {
        return Map.of(
                "dossiers",
                life.all().size(),
                "changes",
                life.last(),
                "dropped",
                dropped,
                "files",
                files,
                "papers",
                inbox.papers(),
                "submissions",
                life.submissions());
    }

    @Override
    public synchronized void step() {
        life.step(1);
        if (life.last() - dropped >= WORTH_A_FILE) {
            drop();
        }
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
        inbox.close();
        folder.close();
        life.close();
        journal.close();
    }
}
