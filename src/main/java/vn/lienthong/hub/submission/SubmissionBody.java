package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.connector.SubmissionWay.Procedure;
import vn.lienthong.hub.submission.Submission.Attachment;

/** Reads the body of what was handed in: the members that each act has, and no others. */
@Component
final class SubmissionBody {
    private static final int LINE = 300;
    private static final int TEXT = 4_000;
    private static final Set<String> OF_A_NEW_DOSSIER = Set.of(
            "agency",
            "procedure",
            "procedureName",
            "code",
            "applicant",
            "form",
            "attachments",
            "summary",
            "returnMethod");
    private static final Set<String> OF_AN_APPLICANT = Set.of("name", "type", "idType", "idNo", "phone", "email");

    private final FormSchemas forms;
    private final AttachmentList attachments;

    SubmissionBody(FormSchemas forms, AttachmentList attachments) {
        this.forms = forms;
        this.attachments = attachments;
    }

    /** @param content what is handed on of the body */
    record Read(ObjectNode content, List<Attachment> attachments) {}

    /** What can be said of a new dossier of which nobody knows what its agency takes. */
    void gatherAlone(Faults faults, JsonNode body) {
        faults.known(body, "", OF_A_NEW_DOSSIER);
        applicant(faults, body);
        faults.object(body, "", "form", true);
    }

    Read newDossier(Faults faults, Handed handed, Procedure procedure) {
        JsonNode body = handed.body();
        faults.known(body, "", OF_A_NEW_DOSSIER);
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        ObjectNode named = content.putObject("procedure");
        put(named, "code", faults.text(body, "", "procedure", 100, true));
        String name = faults.text(body, "", "procedureName", LINE, false);
        put(named, "name", name == null ? procedure.name() : name);
        put(named, "sectorCode", procedure.sectorCode());
        put(named, "sectorName", procedure.sectorName());
        content.set("applicant", applicant(faults, body));
        content.set("form", form(faults, handed, procedure, true));
        put(content, "summary", faults.text(body, "", "summary", LINE, false));
        put(content, "returnMethod", faults.text(body, "", "returnMethod", LINE, false));
        return new Read(content, attachments.read(faults, body, handed.caller().id(), procedure, procedure.required()));
    }

    Read ofDossier(Faults faults, Handed handed, @Nullable Procedure procedure) {
        return switch (handed.act()) {
            case SUBMIT -> throw new IllegalArgumentException("a new dossier is about no other");
            case SUPPLEMENT -> supplement(faults, handed, procedure);
            case WITHDRAW -> withdrawal(faults, handed.body());
            case PAY -> payment(faults, handed.body());
        };
    }

    private Read supplement(Faults faults, Handed handed, @Nullable Procedure procedure) {
        JsonNode body = handed.body();
        faults.known(body, "", Set.of("form", "attachments", "note"));
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        if (body.has("form")) {
            content.set("form", form(faults, handed, procedure, false));
        }
        put(content, "note", faults.text(body, "", "note", TEXT, false));
        List<Attachment> files = attachments.read(faults, body, handed.caller().id(), procedure, List.of());
        if (content.isEmpty() && files.isEmpty()) {
            faults.add(
                    "",
                    "không bổ sung gì; gửi form, attachments hoặc note",
                    "adds nothing; send form, attachments or note");
        }
        return new Read(content, files);
    }

    private static Read withdrawal(Faults faults, JsonNode body) {
        faults.known(body, "", Set.of("reason"));
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        put(content, "reason", faults.text(body, "", "reason", TEXT, true));
        return new Read(content, List.of());
    }

    private static Read payment(Faults faults, JsonNode body) {
        faults.known(body, "", Set.of("amount", "currency", "paidAt", "reference", "method"));
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        ObjectNode payment = content.putObject("payment");
        JsonNode amount = body.path("amount");
        if (amount.isIntegralNumber() && amount.canConvertToLong() && amount.longValue() > 0) {
            payment.put("amount", amount.longValue());
        } else {
            faults.add("/amount", "bắt buộc, là số nguyên lớn hơn 0", "is required, a whole number above 0");
        }
        String currency = faults.text(body, "", "currency", 3, false);
        payment.put("currency", currency == null ? "VND" : currency);
        put(payment, "reference", faults.text(body, "", "reference", LINE, true));
        put(payment, "method", faults.text(body, "", "method", LINE, false));
        String paidAt = faults.text(body, "", "paidAt", 40, true);
        Instant at = instant(faults, paidAt);
        put(payment, "paidAt", at == null ? null : at.toString());
        return new Read(content, List.of());
    }

    private static @Nullable Instant instant(Faults faults, @Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            faults.add(
                    "/paidAt",
                    "phải là thời điểm như 2026-11-28T09:30:00+07:00",
                    "has to be a time such as 2026-11-28T09:30:00+07:00");
            return null;
        }
    }

    private JsonNode form(Faults faults, Handed handed, @Nullable Procedure procedure, boolean whole) {
        JsonNode sent = faults.object(handed.body(), "", "form", true);
        if (procedure == null || !handed.body().path("form").isObject()) {
            return sent;
        }
        // XML has texts only.
        JsonNode form = handed.door().equals("soap") ? forms.typed(procedure.form(), sent) : sent;
        faults.addAll(forms.check(procedure.form(), form, "/form", whole));
        return form;
    }

    private static ObjectNode applicant(Faults faults, JsonNode body) {
        JsonNode from = faults.object(body, "", "applicant", true);
        faults.known(from, "/applicant", OF_AN_APPLICANT);
        ObjectNode applicant = JsonNodeFactory.instance.objectNode();
        if (body.path("applicant").isObject()) {
            for (String name : List.of("name", "type", "idType", "idNo", "phone", "email")) {
                put(applicant, name, faults.text(from, "/applicant", name, LINE, name.equals("name")));
            }
        }
        return applicant;
    }

    private static void put(ObjectNode into, String name, @Nullable String value) {
        if (value != null) {
            into.put(name, value);
        }
    }
}
