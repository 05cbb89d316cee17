package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.agency.call.SystemAnswer;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.connector.SubmissionWay.Offer;
import vn.lienthong.hub.delivery.Call;
import vn.lienthong.hub.delivery.Heard;
import vn.lienthong.hub.delivery.OneByOneRound;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.submission.Submission.Attachment;

/**
 * Tells one agency's system of submissions. Each has the same id however often it is told, by which the system knows a repetition; so
 * one that may have arrived is simply told again.
 */
final class SubmissionSpeaker implements OneByOneRound.Speaker<SubmissionItem> {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionSpeaker.class);

    private final ConnectorDefinition connector;
    private final SubmissionWay way;
    private final ToldContent content;
    private final SubmissionNumbers numbers;
    private final AttachmentStore attachments;
    private final List<Attachment> toBring = new ArrayList<>();

    SubmissionSpeaker(
            ConnectorDefinition connector,
            SubmissionWay way,
            ToldContent content,
            SubmissionNumbers numbers,
            AttachmentStore attachments) {
        this.connector = connector;
        this.way = way;
        this.content = content;
        this.numbers = numbers;
        this.attachments = attachments;
    }

    @Override
    public Call call(SubmissionItem item) {
        toBring.clear();
        if (way.offer() == Offer.BYTES && way.call() instanceof SubmissionWay.Call.Rest) {
            toBring.addAll(item.submission().attachments());
        }
        return nextCall(item);
    }

    private Call nextCall(SubmissionItem item) {
        Submission submission = item.submission();
        if (!toBring.isEmpty()) {
            Attachment file = toBring.remove(0);
            return SubmissionCall.bringing(connector, way, submission, file, place(file));
        }
        return SubmissionCall.telling(connector, way, submission, content.of(submission), this::place);
    }

    private java.nio.file.Path place(Attachment file) {
        return attachments
                .find(file.sha256())
                .orElseThrow(() -> new Undeliverable(SubmissionCallProblems.attachmentGone()));
    }

    @Override
    public Heard hear(SubmissionItem item, Message answer) {
        Object body = answer.getBody();
        if (body instanceof ProblemException problem) {
            return heard(problem);
        }
        if (!toBring.isEmpty() || isOfAttachment(answer)) {
            return body instanceof SystemAnswer.NotFound
                    ? new Heard.Refused(SubmissionCallProblems.notTaken(connector.id()))
                    : then(item);
        }
        if (!(body instanceof SystemAnswer.Content content)) {
            return new Heard.Refused(SubmissionCallProblems.notTaken(connector.id()));
        }
        return told(item, content.tree());
    }

    private Heard then(SubmissionItem item) {
        try {
            return new Heard.Then(nextCall(item));
        } catch (Undeliverable lacking) {
            return new Heard.Refused(lacking.problem());
        }
    }

    private static boolean isOfAttachment(Message answer) {
        return SubmissionCall.BRING.equals(answer.getExchange().getProperty("step"));
    }

    private Heard told(SubmissionItem item, JsonNode answer) {
        String refused = answer.path("refused").asText("");
        if (way.call() instanceof SubmissionWay.Call.Queue && !refused.isEmpty()) {
            return new Heard.Refused(SubmissionCallProblems.refused(connector.id(), refused));
        }
        String pointer = numberPointer(item.submission().act());
        if (pointer != null) {
            String number = answer.at(pointer).asText("").strip();
            if (number.isEmpty() || number.length() > DossierCode.LONGEST) {
                return new Heard.NotNow(SubmissionCallProblems.noNumber(connector.id(), pointer));
            }
            numbers.link(item.submission(), number);
        }
        return new Heard.Taken();
    }

    /** Where the system tells its own number of a new dossier. */
    private @Nullable String numberPointer(PortalAct act) {
        if (act != PortalAct.SUBMIT) {
            return null;
        }
        SubmissionWay.Call call = way.call();
        if (call instanceof SubmissionWay.Call.Rest rest) {
            return rest.telling(act).number();
        }
        if (call instanceof SubmissionWay.Call.Soap soap) {
            return soap.telling(act).number();
        }
        return call instanceof SubmissionWay.Call.Queue queue ? queue.number() : null;
    }

    private static Heard heard(ProblemException told) {
        LOG.debug("a call of a submission ends in a problem", told);
        Problem problem = told.problem();
        if (told instanceof Undeliverable) {
            return new Heard.Refused(problem);
        }
        if (problem.kind() == ProblemKind.REFUSED_BY_SYSTEM && problem.origin() == Origin.AGENCY) {
            return new Heard.Refused(problem);
        }
        if (problem.kind() == ProblemKind.UNREADABLE_ANSWER) {
            return new Heard.NotNow(problem);
        }
        return new Heard.Away(problem, told instanceof TryAgainLater later ? later.after() : null, true);
    }

    @Override
    public Heard.Away hearNothing(SubmissionItem item, Exception failure) {
        return new Heard.Away(CallProblems.of(connector.id(), failure).problem(), null, true);
    }

    /** The key of a dossier that was handed in. */
    static DossierKey keyOf(Submission submission) {
        return new DossierKey(submission.system(), submission.code());
    }
}
