package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.submission.Submission.Attachment;

/**
 * What was handed in, checked, before it is kept.
 *
 * @param id the id it will have
 * @param act what was done
 * @param system the agency's system
 * @param agency the agency
 * @param code the dossier's code; null where the hub is to give one
 * @param dossierNo the number under which the hub knows the dossier; null for a new one
 * @param portal who is not told of it again
 * @param body what was sent, without anything unknown in it
 * @param attachments those that the body lists, as they are kept
 * @param caller who sent it
 * @param key what makes two sendings the same
 * @param digest of what was sent
 */
record Draft(
        String id,
        PortalAct act,
        SystemId system,
        AgencyId agency,
        @Nullable String code,
        @Nullable String dossierNo,
        SystemId portal,
        ObjectNode body,
        List<Attachment> attachments,
        String caller,
        String key,
        String digest) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
    /** Above whatever an agency counts to in a day. */
    private static final long FIRST_OF_THE_HUB = 9_000_000;

    private static final long MOST = 1_000_000;

    Draft {
        attachments = List.copyOf(attachments);
    }

    /** The submission as it is kept. */
    Submission at(Instant now, long count) {
        String known = code == null ? minted(now, count) : code;
        String number = dossierNo == null ? known : dossierNo;
        ObjectNode content = body.deepCopy();
        content.put("id", id)
                .put("act", act.key())
                .put("code", known)
                .put("agency", agency.value())
                .put("portal", portal.value())
                .put("receivedAt", now.toString());
        var listed = content.putArray("attachments");
        attachments.forEach(file -> listed.addObject()
                .put("kind", file.kind())
                .put("name", file.name())
                .put("mediaType", file.mediaType())
                .put("size", file.size())
                .put("sha256", file.sha256()));
        byte[] bytes = SubmissionJson.write(content);
        return new Submission(
                id, act, system, agency, known, number, portal, bytes, SubmissionJson.hash(bytes), attachments, now);
    }

    /** A code in the national shape: the agency, the day, and a number of seven digits from 9,000,000 on. */
    private String minted(Instant now, long count) {
        return agency + "-" + DAY.format(now) + "-" + (FIRST_OF_THE_HUB + count % MOST);
    }
}
