package vn.lienthong.hub.simulation;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.simulation.Desk.Verdict;
import vn.lienthong.hub.simulator.Inbox;
import vn.lienthong.hub.simulator.Misbehaviour;
import vn.lienthong.hub.simulator.SampleServer.Answers;
import vn.lienthong.hub.simulator.SampleServer.Steering;

/**
 * How what is handed in reaches the simulated system, in the way that its connector declares.
 *
 * @param desk null where the connector takes no submissions
 * @param answers over HTTP
 * @param wanting what its requests can be known not to say
 */
record HandingIn(
        ConnectorDefinition connector,
        Misbehaviour misbehaviour,
        ToldChanges changes,
        @Nullable Desk desk,
        List<Answers> answers,
        List<Bilingual> wanting) {
    static HandingIn of(
            ConnectorDefinition connector, Samples samples, Door door, Misbehaviour misbehaviour, Clock clock) {
        SubmissionWay way = connector.submission();
        var changes = new ToldChanges(connector, samples, clock);
        if (way == null) {
            return new HandingIn(connector, misbehaviour, changes, null, List.of(), List.of());
        }
        Desk desk = new Desk(connector, way, samples, misbehaviour, changes);
        if (way.call() instanceof SubmissionWay.Call.Rest rest) {
            RestDesk over = new RestDesk(rest, desk, door);
            return new HandingIn(connector, misbehaviour, changes, desk, over.answers(), over.wanting());
        }
        if (way.call() instanceof SubmissionWay.Call.Soap soap) {
            SoapDesk over = new SoapDesk(soap, desk, door);
            return new HandingIn(connector, misbehaviour, changes, desk, over.answers(), over.wanting());
        }
        return new HandingIn(connector, misbehaviour, changes, desk, List.of(), List.of());
    }

    boolean overHttp() {
        return !answers.isEmpty();
    }

    Steering steering() {
        return desk == null
                ? new Steering(misbehaviour, Map::of, Map::of)
                : new Steering(misbehaviour, desk::state, desk::truth);
    }

    /** What cannot be played, for whoever starts it. */
    List<Bilingual> notPlayed() {
        if (desk == null) {
            return List.of();
        }
        List<Bilingual> told = new ArrayList<>(wanting);
        boolean files = java.util.Objects.requireNonNull(connector.submission(), "there is a desk")
                        .call()
                instanceof SubmissionWay.Call.Files;
        if (files) {
            told.add(new Bilingual(
                    "ai tìm thấy tệp trong thư mục thì không từ chối được: refuseEvery không có tác dụng",
                    "who finds files in a folder cannot refuse them: refuseEvery has no effect"));
        }
        if (connector.intake() != null && !changes.tellsNewDossiers()) {
            told.add(new Bilingual(
                    "thay đổi của hệ thống không nói đến hồ sơ mới, vì không mẫu nào viết lại được theo mapping.yaml",
                    "its changes do not tell of new dossiers, for no sample can be written anew by mapping.yaml"));
        } else if (connector.intake() instanceof Intake.DatabasePoll) {
            told.add(new Bilingual(
                    "cơ sở dữ liệu của hệ thống không có thêm dòng của hồ sơ mới",
                    "its database does not get the rows of new dossiers"));
        } else if (files && !changes.tellsCode()) {
            told.add(new Bilingual(
                    "thay đổi của hệ thống không nêu mã của cổng, nên trục không biết được số hồ sơ của nó",
                    "its changes do not name the portal's code, so that the hub cannot learn its numbers"));
        }
        return told;
    }

    void takeFromQueue(QueueSide side) {
        if (desk != null) {
            side.take(desk, misbehaviour);
        }
    }

    /** @throws IllegalStateException if the connector takes no submissions */
    Inbox inbox(Path folder) {
        Desk taking = desk;
        if (taking == null) {
            throw new IllegalStateException(connector.id() + " takes no submissions");
        }
        return new Inbox(
                folder,
                () -> !misbehaviour.faults().down() && !misbehaviour.hits(Misbehaviour.Kind.FAIL),
                submission -> {
                    pause();
                    return QueueDesk.in(submission)
                            .map(in -> takeWithFiles(taking, in))
                            .orElse(false);
                });
    }

    /** The files are there whole: the inbox has looked. */
    private static boolean takeWithFiles(Desk desk, HandedIn in) {
        in.attachments().stream()
                .filter(paper -> !paper.has("link"))
                .forEach(paper -> desk.keep(
                        paper.path("sha256").asText(), paper.path("size").asInt()));
        return desk.take(in) instanceof Verdict.Accepted;
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(misbehaviour.faults().delayMs());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
