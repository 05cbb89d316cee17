package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.DossierStatus;

/** The portal's page: what it was told, newest first, in Vietnamese or English. No names of people are on it. */
final class PortalPage {
    private static final int SHOWN = 60;
    private static final Bilingual TITLE =
            new Bilingual("Cổng dịch vụ công (mô phỏng)", "Public service portal (simulated)");
    private static final Bilingual ABOUT = new Bilingual(
            "Những gì trục liên thông đã gửi đến. Mọi hồ sơ đều là dữ liệu hư cấu. Trang tự làm mới mỗi 2 giây.",
            "What the hub has delivered here. Every dossier is made up. The page refreshes itself every 2 seconds.");
    private static final Bilingual DOSSIERS = new Bilingual("Hồ sơ", "Dossiers");
    private static final Bilingual STEPS = new Bilingual("Bước tiến độ", "Steps of progress");
    private static final Bilingual REFUSED = new Bilingual("Bị từ chối", "Refused items");
    private static final List<Bilingual> COLUMNS = List.of(
            new Bilingual("Mã hồ sơ", "Dossier code"),
            new Bilingual("Thủ tục", "Procedure"),
            new Bilingual("Đơn vị xử lý", "Agency"),
            new Bilingual("Trạng thái", "Status"),
            new Bilingual("Tiến độ", "Progress"),
            new Bilingual("Cập nhật lúc", "Updated at"));
    private static final Bilingual EMPTY =
            new Bilingual("Chưa có hồ sơ nào được gửi đến.", "No dossier has been delivered yet.");

    private static final String STYLE =
            """
            body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:78rem;padding:0 1rem;color:#1c2733}
            h1{font-size:1.5rem;margin:0}a{color:#0b5cad}p{margin:.4rem 0 1rem}
            dl{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:1rem 0}dt{color:#52606d}dd{margin:0;font-weight:600;font-size:1.25rem}
            table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;border-bottom:1px solid #d9e0e7}
            th{color:#52606d;font-weight:600}td:first-child{white-space:nowrap;font-variant-numeric:tabular-nums}
            .steps{color:#52606d;font-size:.9rem}
            """;

    private final PortalBook book;
    private final Clock clock;

    PortalPage(PortalBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    Reply answer(Request request) {
        if (!request.path().equals("/")) {
            return Reply.problem(404, "the portal's page is at /");
        }
        String asked = request.query()
                .getOrDefault(
                        "lang",
                        Optional.ofNullable(request.header("Accept-Language")).orElse("vi"));
        boolean english = asked.toLowerCase(Locale.ROOT).startsWith("en");
        return Reply.text(200, "text/html", page(english));
    }

    private String page(boolean english) {
        Map<String, PortalBook.Held> held = book.held();
        List<PortalBook.Entry> log = book.log();
        long steps = log.stream()
                .filter(PortalBook.Entry::taken)
                .filter(PortalBook.Entry::isProgress)
                .count();
        long refused = log.stream().filter(entry -> !entry.taken()).count();
        String language = english ? "en" : "vi";
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
                <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>%s</title>
                <style>%s</style></head>
                <body><h1>%s</h1><p>%s <a href="/?lang=vi">Tiếng Việt</a> · <a href="/?lang=en">English</a> ·
                <a href="/log">/log</a> · <time>%s</time></p>
                <dl><div><dt>%s</dt><dd>%d</dd></div><div><dt>%s</dt><dd>%d</dd></div><div><dt>%s</dt><dd>%d</dd></div>%s</dl>
                %s</body></html>
                """
                .formatted(
                        language,
                        text(TITLE, english),
                        STYLE,
                        text(TITLE, english),
                        text(ABOUT, english),
                        VietnamTime.SLASHED.format(clock.instant()),
                        text(DOSSIERS, english),
                        held.size(),
                        text(STEPS, english),
                        steps,
                        text(REFUSED, english),
                        refused,
                        counts(held, english),
                        held.isEmpty() ? "<p>" + text(EMPTY, english) + "</p>" : table(held, english));
    }

    private static String counts(Map<String, PortalBook.Held> held, boolean english) {
        Map<DossierStatus, Integer> counts = new EnumMap<>(DossierStatus.class);
        held.values().forEach(one -> statusOf(one.status()).ifPresent(status -> counts.merge(status, 1, Integer::sum)));
        StringBuilder html = new StringBuilder();
        counts.forEach((status, count) -> html.append("<div><dt>")
                .append(text(status.label(), english))
                .append("</dt><dd>")
                .append(count)
                .append("</dd></div>"));
        return html.toString();
    }

    private static String table(Map<String, PortalBook.Held> held, boolean english) {
        StringBuilder html = new StringBuilder("<table><thead><tr>");
        COLUMNS.forEach(
                column -> html.append("<th>").append(text(column, english)).append("</th>"));
        html.append("</tr></thead><tbody>");
        List<PortalBook.Held> newestFirst = new ArrayList<>(held.values());
        Collections.reverse(newestFirst);
        newestFirst.stream().limit(SHOWN).forEach(one -> html.append("<tr>")
                .append(cell(one.facts().path("MaHoSo").asText()))
                .append(cell(one.facts().path("TenTTHC").asText()))
                .append(cell(one.facts().path("DonViXuLy").asText()))
                .append(cell(name(one.status(), english)))
                .append("<td class=\"steps\">")
                .append(progress(one.progress(), english))
                .append("</td>")
                .append(cell(VietnamTime.SLASHED.format(one.touched())))
                .append("</tr>"));
        return html.append("</tbody></table>").toString();
    }

    private static String progress(List<JsonNode> steps, boolean english) {
        List<String> names = steps.stream()
                .map(step -> escaped(name(step.path("TrangThai").asText(), english)))
                .toList();
        return String.join(" → ", names);
    }

    private static String name(String code, boolean english) {
        return statusOf(code)
                .map(status -> english ? status.label().en() : status.label().vi())
                .orElse(code);
    }

    private static Optional<DossierStatus> statusOf(String code) {
        return code.matches("\\d{1,2}") ? DossierStatus.ofCode(Integer.parseInt(code)) : Optional.empty();
    }

    private static String cell(String text) {
        return "<td>" + escaped(text) + "</td>";
    }

    private static String text(Bilingual text, boolean english) {
        return escaped(english ? text.en() : text.vi());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
