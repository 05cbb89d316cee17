package vn.lienthong.hub.reconciliation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports as programs and spreadsheets read them. */
final class ReportForms {
    private static final String HEAD = "number,where,cause,dossierNo,there,hub,since,repair,repaired\r\n";

    private ReportForms() {}

    static ObjectNode json(Report report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", report.id())
                .put("connector", report.agency().value())
                .put("way", Report.key(report.way()))
                .put("state", Report.key(report.state()))
                .put("by", report.by())
                .put("startedAt", report.startedAt().toString());
        if (report.endedAt() != null) {
            json.put("endedAt", report.endedAt().toString());
        }
        json.put("compared", report.compared()).put("asked", report.asked());
        json.put("differences", report.differences()).put("persisting", report.persisting());
        ObjectNode causes = json.putObject("causes");
        report.counts().forEach((cause, count) -> causes.put(cause.key(), count));
        if (report.problem() != null) {
            json.put("problem", report.problem());
        }
        return json;
    }

    static ObjectNode json(Difference one, Locale language) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("number", one.number())
                .put("where", one.where().value())
                .put("cause", one.cause().key())
                .put("causeText", one.cause().text().in(language))
                .put("dossierNo", one.dossierNo())
                .put("there", one.there())
                .put("hub", one.hub())
                .put("since", one.since().toString())
                .put("repair", Report.key(one.cause().repair()));
        if (one.repaired() != null) {
            json.put("repaired", one.repaired());
        }
        return json;
    }

    static String csvHead() {
        return HEAD;
    }

    static String csv(List<Difference> differences) {
        return differences.stream()
                .map(one -> Stream.of(
                                Integer.toString(one.number()),
                                one.where().value(),
                                one.cause().key(),
                                one.dossierNo(),
                                one.there(),
                                one.hub(),
                                one.since().toString(),
                                Report.key(one.cause().repair()),
                                one.repaired() == null ? "" : one.repaired())
                        .map(ReportForms::cell)
                        .collect(Collectors.joining(",", "", "\r\n")))
                .collect(Collectors.joining());
    }

    /** Quoted by RFC 4180; what a spreadsheet would take for a formula is told to be text. */
    private static String cell(String value) {
        String text = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
