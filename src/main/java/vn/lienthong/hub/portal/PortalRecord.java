package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What a portal has of a dossier, as {@code TraCuuHoSo} answers.
 *
 * @param steps in the portal's order. A portal that tells none makes the hub tell again what may have arrived: twice is the
 *     lesser evil than never.
 */
record PortalRecord(List<PortalStep> steps) {
    PortalRecord {
        steps = List.copyOf(steps);
    }

    /** The record in an answer, which may stand at its top, in {@code data}, or in a list of one there. */
    static Optional<PortalRecord> in(JsonNode answer) {
        JsonNode data = NationalAnswerReader.member(answer, "data");
        JsonNode record = data == null ? answer : data.isArray() ? data.path(0) : data;
        if (NationalAnswerReader.text(record, "MaHoSo").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new PortalRecord(NationalAnswerReader.listed(NationalAnswerReader.member(record, "TienDo")).stream()
                        .map(PortalStep::of)
                        .toList()));
    }
}
