package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands about dossiers: the way of one, and what agencies, hub and portals do not have the same. */
public final class DossierCommands {
    private DossierCommands() {}

    /** Each command, to be put below the top one. */
    public static List<CommandLine> commandLines() {
        List<Method> commands = CommandLine.getCommandMethods(DossierCommands.class, null);
        return commands.stream().map(CommandLine::new).toList();
    }

    @Command(
            name = "timeline",
            mixinStandardHelpOptions = true,
            description = "Each hop of each change of a dossier, oldest first.")
    static int timeline(@Mixin HubOptions options, @Parameters(paramLabel = "CODE") String code) {
        Terminal to = options.terminal();
        JsonNode answer = options.client().getFrom("/dossiers/timeline?code=" + HubClient.escaped(code));
        to.tell(answer, () -> timeline(to, answer.path("dossiers")));
        return Exit.DONE.code();
    }

    private static String timeline(Terminal to, JsonNode dossiers) {
        StringJoiner lines = new StringJoiner("\n");
        for (JsonNode dossier : dossiers) {
            lines.add(Texts.text(dossier, "sourceSystem") + " " + Texts.text(dossier, "sourceDossierNo"));
            Table table = new Table(
                    to.in("LÚC", "AT"),
                    to.in("BƯỚC", "HOP"),
                    to.in("HỆ THỐNG", "SYSTEM"),
                    to.in("TRẠNG THÁI", "STATUS"),
                    to.in("LẦN", "TIMES"),
                    to.in("CHI TIẾT", "DETAIL"));
            for (JsonNode hop : dossier.path("hops")) {
                table.row(
                        Texts.text(hop, "at"),
                        Texts.text(hop, "hop"),
                        Texts.text(hop, "system"),
                        Texts.text(hop, "statusName"),
                        Texts.text(hop, "times"),
                        Texts.text(hop, "detail"));
            }
            lines.add(table.text());
        }
        return lines.toString();
    }

    @Command(
            name = "reconcile",
            mixinStandardHelpOptions = true,
            description = {
                "Compare an agency, the hub and the portals; or read, save and repair a report.",
                "With a connector's id it begins; with --report it shows; with neither it lists."
            })
    static int reconcile(
            @Mixin HubOptions options,
            @Parameters(paramLabel = "ID", arity = "0..1", description = "The agency's connector.") @Nullable String id,
            @Option(names = "--report", paramLabel = "N", description = "Which report.") @Nullable Long report,
            @Option(names = "--repair", description = "Mend what can be mended of it.") boolean repair,
            @Option(names = "--csv", paramLabel = "FILE", description = "Save its differences.") @Nullable Path csv)
            throws IOException {
        Terminal to = options.terminal();
        HubClient hub = options.client();
        if (report == null) {
            JsonNode answer = id == null
                    ? hub.getFrom("/reconciliation")
                    : hub.postTo(
                            "/reconciliation",
                            HubClient.Body.json(
                                    JsonNodeFactory.instance.objectNode().put("connector", id)));
            to.tell(answer, () -> reports(to, id == null ? answer.path("reports") : List.of(answer)));
            return Exit.DONE.code();
        }
        String path = "/reconciliation/" + report;
        if (csv != null) {
            Files.write(csv, hub.downloadFrom(path + "/differences.csv"));
            to.say("Đã ghi " + csv, "Written to " + csv);
        } else if (repair) {
            JsonNode answer = hub.postTo(path + "/repair", HubClient.Body.none());
            to.tell(
                    answer,
                    () -> to.in("đã bắt đầu ", "begun ")
                            + Texts.text(answer, "begun")
                            + to.in(", hỏng ", ", failed ")
                            + Texts.text(answer, "failed")
                            + to.in(", cần người xem ", ", left to a human ")
                            + Texts.text(answer, "left"));
        } else {
            JsonNode answer = hub.getFrom(path);
            to.tell(answer, () -> reports(to, List.of(answer)) + "\n" + differences(to, answer.path("listed")));
        }
        return Exit.DONE.code();
    }

    private static String reports(Terminal to, Iterable<JsonNode> reports) {
        Table table = new Table(
                to.in("BÁO CÁO", "REPORT"),
                to.in("KẾT NỐI", "CONNECTOR"),
                to.in("TÌNH TRẠNG", "STATE"),
                to.in("BẮT ĐẦU", "STARTED"),
                to.in("ĐÃ SO", "COMPARED"),
                to.in("KHÁC BIỆT", "DIFFERENCES"),
                to.in("CÒN LẠI", "PERSISTING"));
        for (JsonNode report : reports) {
            table.row(
                    Texts.text(report, "id"),
                    Texts.text(report, "connector"),
                    Texts.text(report, "state"),
                    Texts.text(report, "startedAt"),
                    Texts.text(report, "compared"),
                    Texts.text(report, "differences"),
                    Texts.text(report, "persisting"));
        }
        return table.text();
    }

    private static String differences(Terminal to, JsonNode differences) {
        Table table = new Table(
                "#",
                to.in("HỒ SƠ", "DOSSIER"),
                to.in("Ở ĐÂU", "WHERE"),
                to.in("NGUYÊN NHÂN", "CAUSE"),
                to.in("BÊN ĐÓ", "THERE"),
                to.in("TRỤC", "HUB"),
                to.in("SỬA", "REPAIRED"));
        for (JsonNode one : differences) {
            table.row(
                    Texts.text(one, "number"),
                    Texts.text(one, "dossierNo"),
                    Texts.text(one, "where"),
                    Texts.text(one, "causeText"),
                    Texts.text(one, "there"),
                    Texts.text(one, "hub"),
                    Texts.text(one, "repaired"));
        }
        return table.text();
    }
}
