package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How the land office writes a dossier. */
final class LandOfficeJson {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);
    private static final String BAD_INSTANT = "2026-02-31T25:61:00.000+0000";
    private static final int VIETNAMESE = 228;

    private LandOfficeJson() {}

    static ObjectNode dossier(Told told) {
        DossierFacts facts = told.facts();
        Change change = told.change();
        ObjectNode dossier = Json.object().put("code", facts.number()).put("version", change.sequence());
        String updatedDate = change.time(INSTANT, BAD_INSTANT);
        if (updatedDate != null) {
            dossier.put("updatedDate", updatedDate);
        }
        addStatus(dossier, change.code());
        addApplicant(dossier, facts);
        addProcedure(dossier, facts.procedure());
        dossier.put("appliedDate", INSTANT.format(facts.submittedAt()));
        dossier.put("acceptedDate", time(told.receivedAt()));
        // A due date is a day to this software: midnight in Vietnam, which it writes in UTC.
        Instant dueAt = told.dueAt();
        dossier.put("appointmentDate", dueAt == null ? null : INSTANT.format(VietnamTime.midnightOf(dueAt)));
        dossier.put("completedDate", time(told.completedAt()));
        dossier.putObject("agency").put("code", "000.00.12.H27").put("name", "Sở Tài nguyên và Môi trường");
        dossier.putObject("task")
                .put("officer", change.officer())
                .put("unit", change.unit())
                .put("note", change.code().label());
        return dossier;
    }

    private static void addStatus(ObjectNode dossier, VendorCode code) {
        ObjectNode status = dossier.putObject("dossierStatus");
        status.set("id", number(code.code()));
        status.put("name", code.label());
        if (code.subCode() != null) {
            ObjectNode task = dossier.putObject("dossierTaskStatus");
            task.set("id", number(code.subCode()));
            task.put("name", code.label());
        }
    }

    private static JsonNode number(String code) {
        return code.matches("\\d{1,9}")
                ? Json.MAPPER.getNodeFactory().numberNode(Integer.parseInt(code))
                : Json.MAPPER.getNodeFactory().textNode(code);
    }

    private static void addApplicant(ObjectNode dossier, DossierFacts facts) {
        dossier.putObject("applicant")
                .putObject("data")
                .put("fullname", facts.applicant())
                .put("identityNumber", facts.idNo())
                .put("phoneNumber", facts.phone())
                .put("email", facts.email())
                .put("ownerType", facts.type());
    }

    private static void addProcedure(ObjectNode dossier, OfficeProcedure procedure) {
        ObjectNode node = dossier.putObject("procedure").put("code", procedure.code());
        node.putArray("translate").addObject().put("languageId", VIETNAMESE).put("name", procedure.name());
        node.putObject("sector").put("code", procedure.sectorCode()).put("name", procedure.sectorName());
    }

    private static @Nullable String time(@Nullable Instant moment) {
        return moment == null ? null : INSTANT.format(moment);
    }
}
