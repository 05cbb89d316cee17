package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Problem.Fault;

/** Reads what was handed in, and gathers what is wrong with it, so that all of it is told at once. */
final class Faults {
    private final List<Fault> faults = new ArrayList<>();

    void add(String pointer, String vi, String en) {
        faults.add(new Fault(pointer, new Bilingual(vi, en)));
    }

    void addAll(List<Fault> more) {
        faults.addAll(more);
    }

    /** @throws vn.lienthong.hub.problem.Undeliverable telling all there is, if there is any */
    void tell() {
        if (!faults.isEmpty()) {
            throw SubmissionProblems.faulty(faults);
        }
    }

    /** The text of a member, or null; and a fault where it is required and missing, no text, too long, or not on one line. */
    @Nullable
    String text(JsonNode from, String place, String name, int longest, boolean required) {
        JsonNode value = from.path(name);
        String pointer = place + "/" + name;
        if (value.isMissingNode() || value.isNull()) {
            if (required) {
                add(pointer, "bắt buộc nhưng thiếu", "is required and missing");
            }
            return null;
        }
        String text = value.isTextual() ? value.textValue().strip() : null;
        if (text == null) {
            add(pointer, "phải là chữ", "has to be a text");
        } else if (text.isEmpty() && required) {
            add(pointer, "không được để trống", "may not be blank");
        } else if (text.length() > longest) {
            add(pointer, "dài quá " + longest + " ký tự", "has more than " + longest + " characters");
        } else if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            add(pointer, "chứa ký tự điều khiển", "holds control characters");
        } else {
            return text.isEmpty() ? null : text;
        }
        return null;
    }

    /** The member as an object; an empty one, and a fault, where it is none. */
    JsonNode object(JsonNode from, String place, String name, boolean required) {
        JsonNode value = from.path(name);
        if (value.isObject()) {
            return value;
        }
        if (required || !value.isMissingNode() && !value.isNull()) {
            boolean missing = value.isMissingNode() || value.isNull();
            add(
                    place + "/" + name,
                    missing ? "bắt buộc nhưng thiếu" : "phải là một đối tượng JSON",
                    missing ? "is required and missing" : "has to be a JSON object");
        }
        return SubmissionJson.read("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A fault for each member that nobody knows. */
    void known(JsonNode object, String place, Set<String> names) {
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
                add(
                        place + "/" + shown,
                        "không được biết; được nhận: "
                                + String.join(", ", names.stream().sorted().toList()),
                        "is unknown; known are "
                                + String.join(", ", names.stream().sorted().toList()));
            }
        });
    }
}
