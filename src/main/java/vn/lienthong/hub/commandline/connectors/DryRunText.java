package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** What a dry run found, record by record and field by field. */
final class DryRunText {
    private final Terminal to;
    private final StringJoiner lines = new StringJoiner("\n");

    private DryRunText(Terminal to) {
        this.to = to;
    }

    static String of(Terminal to, JsonNode run) {
        DryRunText text = new DryRunText(to);
        if (!run.path("placeFound").asBoolean()) {
            text.lines.add(to.in(
                    "Không có bản ghi nào ở chỗ đã khai báo (records hoặc record trong connector.yaml).",
                    "There is no record at the declared place (records or record in connector.yaml)."));
        }
        int count = 0;
        for (JsonNode record : run.path("records")) {
            text.record(++count, record);
        }
        return text.lines.toString();
    }

    private void record(int number, JsonNode record) {
        lines.add(to.in("Bản ghi ", "Record ") + number);
        lines.add(fields(record).indent(2).stripTrailing());
        for (JsonNode change : record.path("changes")) {
            lines.add("  ✓ " + Texts.text(change.at("/dossier/key"), "sourceDossierNo") + ": "
                    + to.in("trạng thái ", "status ") + Texts.text(change, "status")
                    + to.in(" lúc ", " at ") + Texts.text(change, "at"));
        }
        for (JsonNode problem : record.path("problems")) {
            lines.add(Texts.problem(to, problem).indent(2).stripTrailing());
        }
        if (!record.path("unread").isEmpty()) {
            StringJoiner unread = new StringJoiner(" ");
            record.path("unread").forEach(pointer -> unread.add(pointer.asText()));
            lines.add("  " + to.in("không dùng đến: ", "left over: ") + unread);
        }
    }

    private String fields(JsonNode record) {
        Table table = new Table(
                to.in("TRƯỜNG", "FIELD"),
                to.in("TỪ", "FROM"),
                to.in("THẤY", "FOUND"),
                to.in("THÀNH", "BECAME"),
                to.in("QUY TẮC", "RULE"));
        for (JsonNode field : record.path("fields")) {
            table.row(
                    Texts.text(field, "field"),
                    Texts.text(field, "pointer"),
                    Texts.text(field, "found"),
                    Texts.text(field, "became"),
                    Texts.text(field, "rule"));
        }
        return table.text();
    }
}
