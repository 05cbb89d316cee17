package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** The hub's answers about dead letters as people read them. */
final class LetterTexts {
    private LetterTexts() {}

    static String list(Terminal to, JsonNode answer) {
        Table table = new Table(
                to.in("SỐ", "ID"),
                to.in("KẾT NỐI", "CONNECTOR"),
                to.in("BƯỚC", "STAGE"),
                to.in("HỒ SƠ", "DOSSIER"),
                to.in("LẦN", "TIMES"),
                to.in("GẦN NHẤT", "LAST"),
                to.in("LỖI", "PROBLEM"));
        for (JsonNode letter : answer.path("deadLetters")) {
            table.row(
                    Texts.text(letter, "id"),
                    Texts.text(letter, "connector"),
                    Texts.text(letter.path("problem"), "stage"),
                    Texts.text(letter, "dossierNo"),
                    Texts.text(letter, "times"),
                    Texts.text(letter, "lastAt"),
                    Texts.text(letter.path("problem"), "detail"));
        }
        StringJoiner lines = new StringJoiner("\n").setEmptyValue(to.in("Không có thư chết.", "No dead letters."));
        if (!answer.path("deadLetters").isEmpty()) {
            lines.add(table.text());
        }
        if (answer.has("before")) {
            lines.add(to.in("Xem tiếp: --before ", "Go on with --before ")
                    + answer.path("before").asText());
        }
        return lines.toString();
    }

    static String one(Terminal to, JsonNode letter) {
        JsonNode problem = letter.path("problem");
        JsonNode original = letter.path("original");
        StringJoiner lines = new StringJoiner("\n")
                .add(Texts.text(letter, "id") + " · " + Texts.text(letter, "connector") + " · "
                        + Texts.text(problem, "stage") + " · " + Texts.text(letter, "state"))
                .add(Texts.text(problem, "detail"))
                .add("→ " + Texts.text(problem, "remedy"))
                .add("")
                .add(to.in("Bản gốc (", "Original (") + Texts.text(original, "contentType") + "):")
                .add(shown(to, original, "text", "base64", "veiled"));
        for (JsonNode version : letter.path("versions")) {
            lines.add("")
                    .add(to.in("Bản sửa ", "Version ") + Texts.text(version, "version") + ", "
                            + Texts.text(version, "by") + ", " + Texts.text(version, "at") + ":")
                    .add(shown(to, version, "text", "base64"));
        }
        return lines.add("")
                .add(to.in("Trục hiểu thành:", "The hub makes of it:"))
                .add(shown(to, letter, "translated", "translatedVeiled"))
                .toString();
    }

    private static String shown(Terminal to, JsonNode node, String... names) {
        for (String name : names) {
            if (node.has(name)) {
                return node.path(name).asText();
            }
        }
        return to.in("(không có gì để xem)", "(nothing to be shown)");
    }

    static String preview(Terminal to, JsonNode preview) {
        StringJoiner lines = new StringJoiner("\n")
                .add(to.in("Sẽ gửi ", "To send: ")
                        + Texts.text(preview, "toSend")
                        + to.in(", không còn gì để gửi ", ", superseded: ")
                        + Texts.text(preview, "superseded")
                        + to.in(", vẫn lỗi như cũ ", ", would fail the same way: ")
                        + Texts.text(preview, "failing"));
        preview.path("examples")
                .forEach(failing -> lines.add(
                        "  " + Texts.text(failing, "id") + ": " + Texts.text(failing.path("problem"), "detail")));
        return lines.toString();
    }

    static String runs(Terminal to, JsonNode runs) {
        Table table = new Table(
                to.in("ĐỢT", "REPLAY"),
                to.in("TÌNH TRẠNG", "STATE"),
                to.in("TẤT CẢ", "TOTAL"),
                to.in("ĐÃ GỬI", "SENT"),
                to.in("KHÔNG CÒN", "SUPERSEDED"),
                to.in("VẪN LỖI", "FAILED"),
                to.in("MỖI GIÂY", "PER SECOND"),
                to.in("NGƯỜI", "BY"),
                to.in("BẮT ĐẦU", "STARTED"));
        runs.forEach(run -> table.row(
                Texts.text(run, "id"),
                Texts.text(run, "state"),
                Texts.text(run, "total"),
                Texts.text(run, "sent"),
                Texts.text(run, "superseded"),
                Texts.text(run, "failed"),
                Texts.text(run, "perSecond"),
                Texts.text(run, "by"),
                Texts.text(run, "startedAt")));
        return table.text();
    }

    static String run(Terminal to, JsonNode run) {
        return runs(
                to,
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .arrayNode()
                        .add(run));
    }

    static String outcome(JsonNode answer) {
        StringJoiner lines = new StringJoiner("\n").add(answer.path("outcome").asText());
        answer.path("problems")
                .forEach(problem -> lines.add(Texts.text(problem, "detail") + " → " + Texts.text(problem, "remedy")));
        return lines.toString();
    }
}
