package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;

/** What is known of a dossier and a step of it, by the names that {@code mapping.yaml} has for it. */
final class CanonicalFacts {
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Instant> dates = new LinkedHashMap<>();

    CanonicalFacts(Dossier dossier, RecordWriter.@Nullable Step step) {
        text("dossier/source-dossier-no", dossier.key().sourceDossierNo());
        text("dossier/dossier-code", code(dossier.dossierCode()));
        text("dossier/alt-code", code(dossier.altCode()));
        text("dossier/agency-id", dossier.agencyId().value());
        text("dossier/agency-name", dossier.agencyName());
        add(dossier.procedure());
        add(dossier.applicant());
        text("dossier/summary", dossier.summary());
        text("dossier/channel", dossier.channel());
        text("dossier/return-method", dossier.returnMethod());
        add(dossier.dates());
        if (step != null) {
            add(step);
        }
    }

    private void add(Dossier.Procedure procedure) {
        text("dossier/procedure-code", procedure.code());
        text("dossier/procedure-name", procedure.name());
        text("dossier/sector-code", procedure.sectorCode());
        text("dossier/sector-name", procedure.sectorName());
    }

    private void add(Dossier.Applicant applicant) {
        text("dossier/applicant-name", applicant.name());
        text("dossier/applicant-type", applicant.type());
        text("dossier/applicant-id-type", applicant.idType());
        text("dossier/applicant-id-no", applicant.idNo());
        text("dossier/applicant-phone", applicant.phone());
        text("dossier/applicant-email", applicant.email());
    }

    private void add(Dossier.Dates told) {
        date("dossier/submitted-at", told.submittedAt());
        date("dossier/received-at", told.receivedAt());
        date("dossier/due-at", told.dueAt());
        date("dossier/completed-at", told.completedAt());
        date("dossier/returned-at", told.returnedAt());
        date("dossier/refused-at", told.refusedAt());
    }

    private void add(RecordWriter.Step step) {
        text("changes/status", String.valueOf(step.status().code()));
        date("changes/at", step.at());
        text(
                "changes/sequence",
                step.sequence() == null ? null : step.sequence().toString());
        text("changes/change-id", step.changeId());
        text("changes/officer", step.by().officer());
        text("changes/title", step.by().title());
        text("changes/unit", step.by().unit());
        text("changes/note", step.by().note());
        date("changes/step-due-at", step.by().dueAt());
    }

    private static @Nullable String code(@Nullable DossierCode code) {
        return code == null ? null : code.value();
    }

    private void text(String name, @Nullable String value) {
        if (value != null) {
            texts.put(name, value);
        }
    }

    private void date(String name, @Nullable Instant value) {
        if (value != null) {
            dates.put(name, value);
        }
    }

    /** The fact as text, a date by the pattern given; null where it is not known. */
    @Nullable
    String text(String name, WrittenDate pattern) {
        Instant date = dates.get(name);
        return date != null ? pattern.write(date) : texts.get(name);
    }

    /** All that is known, for expressions: {@code dossier} and {@code changes}, with members by the mapping's names. */
    JsonNode tree() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        texts.forEach((name, value) -> put(tree, name, value));
        dates.forEach((name, value) -> put(tree, name, value.toString()));
        return tree;
    }

    private static void put(ObjectNode tree, String name, String value) {
        int slash = name.indexOf('/');
        tree.withObjectProperty(name.substring(0, slash)).put(name.substring(slash + 1), value);
    }
}
