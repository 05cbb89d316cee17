package vn.lienthong.hub.connector;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition.Agency;

/** Where the facts about a dossier are in a record. */
final class DossierFields {
    private final SystemId system;
    private final Agency agency;
    private final Field sourceDossierNo;
    private final Field dossierCode;
    private final Field altCode;
    private final Field agencyId;
    private final Field agencyName;
    private final Field procedureCode;
    private final Field procedureName;
    private final Field sectorCode;
    private final Field sectorName;
    private final Field applicantName;
    private final Field applicantType;
    private final Field applicantIdType;
    private final Field applicantIdNo;
    private final Field applicantPhone;
    private final Field applicantEmail;
    private final Field summary;
    private final Field channel;
    private final Field returnMethod;
    private final Field submittedAt;
    private final Field receivedAt;
    private final Field dueAt;
    private final Field completedAt;
    private final Field returnedAt;
    private final Field refusedAt;

    /**
     * @param agency whose dossiers these are, where a record does not tell
     * @param field gives the field of a name
     */
    DossierFields(SystemId system, Agency agency, Function<String, Field> field) {
        this.system = system;
        this.agency = agency;
        this.sourceDossierNo = field.apply("source-dossier-no");
        this.dossierCode = field.apply("dossier-code");
        this.altCode = field.apply("alt-code");
        this.agencyId = field.apply("agency-id");
        this.agencyName = field.apply("agency-name");
        this.procedureCode = field.apply("procedure-code");
        this.procedureName = field.apply("procedure-name");
        this.sectorCode = field.apply("sector-code");
        this.sectorName = field.apply("sector-name");
        this.applicantName = field.apply("applicant-name");
        this.applicantType = field.apply("applicant-type");
        this.applicantIdType = field.apply("applicant-id-type");
        this.applicantIdNo = field.apply("applicant-id-no");
        this.applicantPhone = field.apply("applicant-phone");
        this.applicantEmail = field.apply("applicant-email");
        this.summary = field.apply("summary");
        this.channel = field.apply("channel");
        this.returnMethod = field.apply("return-method");
        this.submittedAt = field.apply("submitted-at");
        this.receivedAt = field.apply("received-at");
        this.dueAt = field.apply("due-at");
        this.completedAt = field.apply("completed-at");
        this.returnedAt = field.apply("returned-at");
        this.refusedAt = field.apply("refused-at");
    }

    /** The dossier's key, or null and the problem that hinders it. */
    @Nullable
    DossierKey key(RecordReading record) {
        return record.code(sourceDossierNo, record.required(sourceDossierNo), number -> new DossierKey(system, number));
    }

    /** The dossier, or null and the problems that hinder it. */
    @Nullable
    Dossier read(DossierKey key, RecordReading record) {
        DossierCode code = record.code(dossierCode, record.text(dossierCode), DossierCode::new);
        DossierCode alt = record.code(altCode, record.text(altCode), DossierCode::new);
        AgencyId told = record.code(agencyId, record.text(agencyId), AgencyId::new);
        String name = record.text(agencyName);
        Dossier.Dates dates = dates(record);
        if (!record.problems().isEmpty()) {
            return null;
        }
        return new Dossier(
                key,
                code,
                alt,
                told == null || agency.isKnownAs(told) ? agency.id() : told,
                name != null ? name : agency.name().vi(),
                procedure(record),
                applicant(record),
                record.text(summary),
                record.text(channel),
                record.text(returnMethod),
                dates);
    }

    private Dossier.Procedure procedure(RecordReading record) {
        return new Dossier.Procedure(
                record.text(procedureCode),
                record.text(procedureName),
                record.text(sectorCode),
                record.text(sectorName));
    }

    private Dossier.Applicant applicant(RecordReading record) {
        return new Dossier.Applicant(
                record.text(applicantName),
                record.text(applicantType),
                record.text(applicantIdType),
                record.text(applicantIdNo),
                record.text(applicantPhone),
                record.text(applicantEmail));
    }

    private Dossier.Dates dates(RecordReading record) {
        return new Dossier.Dates(
                record.date(submittedAt, false),
                record.date(receivedAt, false),
                record.date(dueAt, true),
                record.date(completedAt, false),
                record.date(returnedAt, false),
                record.date(refusedAt, false));
    }
}
