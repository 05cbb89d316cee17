package vn.lienthong.hub.portal;

import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusAnswer;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.connector.Connectors;

/**
 * Says what is in an answer, for every door and notation: the same members in the same order, in the reader's language,
 * without what the reader may not see.
 */
@Component
final class AnswerWriter {
    private final Connectors connectors;
    private final Clock clock;

    AnswerWriter(Connectors connectors, Clock clock) {
        this.connectors = connectors;
        this.clock = clock;
    }

    /** How far an answer may be trusted: what differs between two answers that say the same of the dossier. */
    void writeFreshness(Inquiry inquiry, DossierState state, StatusAnswer.Source source, AnswerScribe out) {
        out.text("code", inquiry.lookup().code().value());
        out.text("source", source.name().toLowerCase(Locale.ROOT));
        out.instant("asOf", state.asOf());
    }

    /** What an answer says. */
    void writeContent(Inquiry inquiry, DossierState state, boolean stale, AnswerScribe out) {
        out.truth("stale", stale);
        writeDossier(inquiry, state.dossier(), out);
        writeStatus(inquiry.language(), state.present().change(), out);
        Contradiction.in(state).ifPresent(found -> writeConflict(inquiry.language(), found, out));
        writeOnTime(state, out);
        out.beginList("changes");
        for (DossierState.Entry entry : state.history()) {
            writeChange(inquiry, entry, out);
        }
        out.endList();
    }

    private void writeDossier(Inquiry inquiry, Dossier dossier, AnswerScribe out) {
        out.begin("dossier");
        out.text("sourceSystem", dossier.key().sourceSystem().value());
        out.text("sourceDossierNo", dossier.key().sourceDossierNo());
        out.text("dossierCode", textOf(dossier.dossierCode()));
        out.text("altCode", textOf(dossier.altCode()));
        out.begin("agency");
        out.text("id", dossier.agencyId().value());
        out.text("name", agencyName(dossier, inquiry.language()));
        out.end();
        out.begin("procedure");
        out.text("code", dossier.procedure().code());
        out.text("name", dossier.procedure().name());
        out.text("sectorCode", dossier.procedure().sectorCode());
        out.text("sectorName", dossier.procedure().sectorName());
        out.end();
        writeApplicant(inquiry, dossier.applicant(), out);
        out.text("summary", inquiry.seesPersonalData() ? dossier.summary() : null);
        out.text("channel", dossier.channel());
        out.text("returnMethod", dossier.returnMethod());
        writeDates(dossier.dates(), out);
        out.end();
    }

    private static void writeApplicant(Inquiry inquiry, Dossier.Applicant applicant, AnswerScribe out) {
        out.begin("applicant");
        if (inquiry.seesPersonalData()) {
            out.text("name", applicant.name());
            out.text("type", applicant.type());
            out.text("idType", applicant.idType());
            out.text("idNo", applicant.idNo());
            out.text("phone", applicant.phone());
            out.text("email", applicant.email());
        } else {
            out.text("name", Mask.name(applicant.name()));
            out.text("idNo", Mask.idNo(applicant.idNo()));
        }
        out.end();
    }

    private static void writeDates(Dossier.Dates dates, AnswerScribe out) {
        out.instant("submittedAt", dates.submittedAt());
        out.instant("receivedAt", dates.receivedAt());
        out.instant("dueAt", dates.dueAt());
        out.instant("completedAt", dates.completedAt());
        out.instant("returnedAt", dates.returnedAt());
        out.instant("refusedAt", dates.refusedAt());
    }

    private static void writeStatus(Locale language, StatusChange present, AnswerScribe out) {
        out.begin("status");
        writeStatusNames(language, present.status(), out);
        out.text("agencyCode", present.agencyCode().code());
        out.text("agencySubCode", present.agencyCode().subCode());
        out.instant("at", present.at());
        out.end();
    }

    private static void writeConflict(Locale language, Contradiction found, AnswerScribe out) {
        out.begin("conflict");
        out.text("decidedBy", "agency");
        writeSide("portal", language, found.claim(), out);
        writeSide("agency", language, found.word(), out);
        out.end();
    }

    private static void writeSide(String side, Locale language, StatusChange change, AnswerScribe out) {
        out.begin(side);
        out.text("system", change.origin().value());
        out.begin("status");
        writeStatusNames(language, change.status(), out);
        out.end();
        out.instant("at", change.at());
        out.end();
    }

    private void writeOnTime(DossierState state, AnswerScribe out) {
        Punctuality punctuality = Punctuality.of(state, clock.instant());
        out.begin("onTime");
        out.text("state", punctuality.state().key());
        out.instant("dueAt", punctuality.dueAt());
        out.text("waitedForSupplement", punctuality.waited().toString());
        out.end();
    }

    private static void writeChange(Inquiry inquiry, DossierState.Entry entry, AnswerScribe out) {
        StatusChange change = entry.change();
        out.item("change");
        out.instant("at", change.at());
        out.begin("status");
        writeStatusNames(inquiry.language(), change.status(), out);
        out.end();
        out.text("unit", change.step().unit());
        if (inquiry.seesPersonalData()) {
            out.text("officer", change.step().officer());
            out.text("note", change.step().note());
        }
        out.text("flag", entry.flag() == ChangeFlag.NONE ? null : entry.flag().key());
        writeClaim(change.claim(), out);
        out.end();
    }

    /** What a portal told, and which one. */
    static void writeClaim(StatusChange.@Nullable Claim claim, AnswerScribe out) {
        out.text("toldBy", claim == null ? null : claim.by().value());
        out.text("act", claim == null ? null : claim.act().key());
    }

    private static void writeStatusNames(Locale language, DossierStatus status, AnswerScribe out) {
        out.number("code", status.code());
        out.text("key", status.key());
        out.text("name", status.label().in(language));
    }

    /** The connector's name for its own agency, which is in both languages; what the agency told, for any other. */
    private String agencyName(Dossier dossier, Locale language) {
        return connectors
                .find(dossier.key().sourceSystem())
                .map(connector -> connector.agency())
                .filter(agency -> agency.isKnownAs(dossier.agencyId()))
                .map(agency -> agency.name().in(language))
                .orElseGet(() -> dossier.agencyName() != null
                        ? dossier.agencyName()
                        : dossier.agencyId().value());
    }

    private static @Nullable String textOf(@Nullable DossierCode code) {
        return code == null ? null : code.value();
    }
}
