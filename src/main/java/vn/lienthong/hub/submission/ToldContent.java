package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Mapping;
import vn.lienthong.hub.connector.RecordWriter;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.connector.SubmissionWay.Offer;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.status.StatusStore;

/** What an agency's system is told of a submission, before its request is filled in with it. */
final class ToldContent {
    private final ConnectorDefinition connector;
    private final SubmissionWay way;
    private final StatusStore dossiers;
    private final AttachmentLinks links;

    ToldContent(ConnectorDefinition connector, SubmissionWay way, StatusStore dossiers, AttachmentLinks links) {
        this.connector = connector;
        this.way = way;
        this.dossiers = dossiers;
        this.links = links;
    }

    /**
     * What was handed in, the agency's own {@code number}, links to the files or places for what is in them, and as {@code record} the dossier in the system's own
     * form, where its mapping can write one.
     *
     * @throws Undeliverable if the mapping cannot write the dossier
     */
    ObjectNode of(Submission submission) {
        ObjectNode content = (ObjectNode) submission.tree();
        Optional<DossierState> known = dossiers.find(DossierCode.of(submission.code())).stream()
                .filter(state -> state.dossier().key().sourceSystem().equals(submission.system()))
                .findFirst();
        content.put(
                "number",
                known.map(state -> state.dossier().key().sourceDossierNo()).orElse(submission.dossierNo()));
        for (JsonNode entry : content.path("attachments")) {
            offer((ObjectNode) entry, submission);
        }
        Mapping mapping = connector.mapping();
        if (mapping != null) {
            StatusChange change = SubmissionChange.of(submission);
            Dossier dossier = submission.act().isNew() || known.isEmpty()
                    ? change.dossier()
                    : known.get().dossier();
            mapping.writer().ifPresent(writer -> content.set("record", record(writer, dossier, submission, change)));
        }
        return content;
    }

    private void offer(ObjectNode attachment, Submission submission) {
        String sha256 = attachment.path("sha256").asText();
        if (way.offer() == Offer.LINK) {
            attachment.put("link", links.to(sha256, submission.system()));
        } else if (way.call() instanceof SubmissionWay.Call.Soap) {
            attachment.putPOJO("content", Octets.of(sha256));
        }
    }

    private static ObjectNode record(RecordWriter writer, Dossier dossier, Submission submission, StatusChange change) {
        RecordWriter.Written written = submission
                .act()
                .status()
                .map(status -> writer.write(
                        dossier,
                        new RecordWriter.Step(
                                status, submission.receivedAt(), null, change.changeId(), StatusChange.Step.UNKNOWN)))
                .orElseGet(() -> writer.write(dossier));
        if (!written.problems().isEmpty()) {
            throw new Undeliverable(written.problems().get(0));
        }
        return written.record();
    }
}
