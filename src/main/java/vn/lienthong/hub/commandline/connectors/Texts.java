package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** The hub's answers as people read them. */
final class Texts {
    private Texts() {}

    static String list(Terminal to, JsonNode connectors) {
        Table table = new Table(
                to.in("MÃ", "ID"),
                to.in("VÒNG ĐỜI", "LIFECYCLE"),
                to.in("TÌNH TRẠNG", "CONDITION"),
                to.in("PHIÊN BẢN", "VERSION"),
                to.in("NƠI GIỮ", "KEPT IN"),
                to.in("TÊN", "NAME"));
        for (JsonNode one : connectors) {
            table.row(
                    text(one, "id"),
                    text(one, "lifecycle"),
                    text(one, "condition"),
                    version(one),
                    text(one, "keptIn"),
                    text(one, "name"));
        }
        return table.text();
    }

    private static String version(JsonNode connector) {
        String inForce = text(connector, "version");
        String latest = text(connector, "latestVersion");
        return inForce.equals(latest) ? latest : inForce + " (" + latest + ")";
    }

    static String status(Terminal to, JsonNode status) {
        Table table = new Table(text(status, "id"), text(status, "name"));
        table.row(to.in("vòng đời", "lifecycle"), text(status, "lifecycle"));
        table.row(to.in("tình trạng", "condition"), text(status, "conditionName", "condition"));
        table.row(to.in("phiên bản", "version"), version(status));
        table.row(to.in("thay đổi/phút", "changes/minute"), text(status, "changesPerMinute"));
        table.row(to.in("lần nhận gần nhất", "last intake"), text(status, "lastIntake"));
        table.row(to.in("lần gửi gần nhất", "last delivery"), text(status, "lastDelivery"));
        table.row(to.in("tra cứu gần nhất", "last look-up"), text(status, "lastLookup"));
        table.row(to.in("thành công gần nhất", "last success"), text(status, "lastSuccess"));
        table.row(to.in("hồ sơ chờ gửi", "waiting"), text(status.path("backlog"), "waiting"));
        table.row(to.in("chờ lâu nhất (giây)", "oldest age (s)"), text(status.path("backlog"), "oldestAgeSeconds"));
        table.row(to.in("thư chết đang mở", "dead letters open"), text(status, "deadLettersOpen"));
        StringJoiner lines = new StringJoiner("\n").add(table.text());
        if (status.has("resync")) {
            lines.add(to.in("đọc lại: ", "resync: ") + resync(to, status.path("resync")));
        }
        if (status.has("problem")) {
            lines.add(problem(to, status.path("problem")));
        } else if (status.has("lastProblem")) {
            lines.add(to.in("trở ngại gần nhất, lúc ", "last problem, at ") + text(status.path("lastProblem"), "at")
                    + ":\n" + problem(to, status.path("lastProblem")));
        }
        gaps(to, status.path("mapping"), lines);
        if (status.has("contract")) {
            lines.add(contract(to, status.path("contract")));
        }
        status.at("/refused/faults").forEach(fault -> lines.add("✗ " + fault.asText()));
        return lines.toString();
    }

    static String contract(Terminal to, JsonNode contract) {
        StringJoiner lines = new StringJoiner("\n");
        lines.add((contract.path("outcome").asText().equals("breaking") ? "✗ " : "· ")
                + to.in("hợp đồng: ", "contract: ") + text(contract, "outcomeName") + " (" + text(contract, "checkedAt")
                + ")");
        if (!contract.path("changes").isEmpty()) {
            Table table =
                    new Table("", to.in("THAO TÁC", "OPERATION"), to.in("CHỖ", "PLACE"), to.in("THAY ĐỔI", "CHANGE"));
            for (JsonNode change : contract.path("changes")) {
                table.row(
                        change.path("breaking").asBoolean() ? "✗" : "·",
                        text(change, "operation"),
                        change.path("pointer").asText(),
                        text(change, "text"));
            }
            lines.add(table.text());
        }
        if (!contract.path("breaks").isEmpty()) {
            lines.add(to.in("dòng ánh xạ không còn đúng:", "lines of the mapping that break:"));
            lines.add(faults(contract.path("breaks")));
        }
        if (contract.has("problem")) {
            lines.add(problem(to, contract.path("problem")));
        }
        return lines.toString();
    }

    /** What came that the mapping has no rule for. */
    private static void gaps(Terminal to, JsonNode mapping, StringJoiner lines) {
        if (!mapping.path("unmappedCodes").isEmpty()) {
            lines.add(to.in("mã chưa ánh xạ:", "codes never mapped:"));
            Table codes = new Table(to.in("  BẢNG", "  TABLE"), to.in("MÃ", "CODE"), to.in("SỐ LẦN", "COUNT"));
            mapping.path("unmappedCodes")
                    .forEach(one -> codes.row("  " + text(one, "table"), text(one, "code"), text(one, "count")));
            lines.add(codes.text());
        }
        if (!mapping.path("unmappedFields").isEmpty()) {
            lines.add(to.in("trường chưa dùng, trong ", "fields never read, in ")
                    + text(mapping, "records")
                    + to.in(" bản ghi:", " records:"));
            Table fields = new Table(to.in("  CHỖ", "  PLACE"), to.in("SỐ LẦN", "COUNT"));
            mapping.path("unmappedFields").forEach(one -> fields.row("  " + text(one, "pointer"), text(one, "count")));
            lines.add(fields.text());
        }
    }

    static String resync(Terminal to, JsonNode resync) {
        return text(resync, "state") + ", " + text(resync, "read") + to.in(" bản ghi", " records") + ", "
                + text(resync, "perSecond") + to.in("/giây", "/s");
    }

    static String problem(Terminal to, JsonNode problem) {
        return "✗ " + text(problem, "detail") + "\n  " + to.in("bước ", "step ") + text(problem, "stage")
                + to.in(", phía ", ", side: ") + text(problem, "origin") + "\n  → " + text(problem, "remedy");
    }

    static String faults(JsonNode faults) {
        StringJoiner lines = new StringJoiner("\n");
        for (JsonNode fault : faults) {
            String line = "✗ " + text(fault, "file") + ":" + text(fault, "line") + ":" + text(fault, "column") + " "
                    + fault.path("pointer").asText() + " " + text(fault, "message");
            lines.add(line.replace("  ", " "));
        }
        return lines.toString();
    }

    static String check(Terminal to, JsonNode check) {
        Table table = new Table("", to.in("BƯỚC", "STEP"), to.in("GIÂY", "SECONDS"), to.in("THẤY", "FOUND"));
        for (JsonNode step : check.path("steps")) {
            String mark =
                    switch (text(step, "outcome")) {
                        case "ok" -> "✓";
                        case "failed" -> "✗";
                        default -> "·";
                    };
            table.row(
                    mark,
                    text(step, "name"),
                    "%.3f".formatted(step.path("millis").asLong() / 1000.0),
                    text(step, "found"));
        }
        StringJoiner lines = new StringJoiner("\n").add(table.text());
        for (JsonNode step : check.path("steps")) {
            if (step.has("problem")) {
                lines.add("→ " + text(step.path("problem"), "remedy"));
            }
        }
        return lines.toString();
    }

    static String versions(Terminal to, JsonNode versions) {
        Table table = new Table(
                "",
                to.in("PHIÊN BẢN", "VERSION"),
                to.in("LÚC", "AT"),
                to.in("NGƯỜI ĐĂNG KÝ", "AUTHOR"),
                to.in("NGƯỜI DUYỆT", "APPROVER"),
                to.in("GHI CHÚ", "COMMENT"));
        for (JsonNode one : versions) {
            table.row(
                    one.path("inForce").asBoolean() ? "*" : "",
                    text(one, "version"),
                    text(one, "at"),
                    text(one, "author"),
                    text(one, "approver"),
                    text(one, "comment"));
        }
        return table.text();
    }

    /** The first of the members that is there, else a dash. */
    static String text(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isValueNode() && !value.isNull()) {
                return value.asText();
            }
        }
        return "-";
    }
}
