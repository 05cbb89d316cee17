package vn.lienthong.hub.commandline;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.commandline.connectors.Spoken;
import vn.lienthong.hub.trail.HeadFile;
import vn.lienthong.hub.trail.TrailEntry;
import vn.lienthong.hub.trail.TrailExport;
import vn.lienthong.hub.trail.TrailSegment;
import vn.lienthong.hub.trail.TrailSource;
import vn.lienthong.hub.trail.Verification;

/** Checks, exports and digests the trail of who asked or was told what; no hub needs to run. */
@Command(
        name = "trail",
        mixinStandardHelpOptions = true,
        description = {
            "Verify, export or list the digests of the trail, from a database or an export.",
            "SOURCE is an export (.jsonl, .jsonl.gz), the hub's home or its hub.db, or a jdbc:postgresql: address;",
            "the database's user and password come from LIENTHONG_STORE_USER and LIENTHONG_STORE_PASSWORD.",
            "A hub may be running on it."
        },
        subcommands = CommandLine.HelpCommand.class)
final class TrailCommand implements Runnable {
    private static final int NOT_WHOLE = 11;
    private static final int UNREADABLE = 3;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @CommandLine.Mixin
    private final Spoken spoken = new Spoken();

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Check that nothing in the trail was altered, removed, inserted or moved.",
                "Ends with 0 if it is whole, with 11 if it is not."
            })
    int verify(
            @Parameters(paramLabel = "SOURCE") String source,
            @Option(
                            names = "--known",
                            paramLabel = "FILE",
                            description = "Digests kept elsewhere, as 'trail digests' printed them, to compare with.")
                    @Nullable
                    Path known,
            @Option(
                            names = "--head",
                            paramLabel = "FILE",
                            description =
                                    "A hub's trail-head file; for a home or its hub.db, the one beside it is taken.")
                    @Nullable
                    Path head) {
        return with(source, trail -> {
            var check = new Verification();
            trail.each(check);
            if (known != null) {
                for (String line : Files.readAllLines(known, StandardCharsets.UTF_8)) {
                    if (!line.isBlank()) {
                        check.compare(line);
                    }
                }
            }
            HeadFile.read(head != null ? head : beside(source)).ifPresent(check::compare);
            Verification.Result result = check.result();
            tell(result, known != null);
            return result.isWhole() ? CommandLine.ExitCode.OK : NOT_WHOLE;
        });
    }

    private static Path beside(String source) {
        if (source.startsWith("jdbc:")) {
            return Path.of(HeadFile.NAME);
        }
        Path path = Path.of(source);
        return Files.isDirectory(path) ? path.resolve(HeadFile.NAME) : path.resolveSibling(HeadFile.NAME);
    }

    private void tell(Verification.Result result, boolean compared) {
        for (Verification.Finding finding : result.findings()) {
            out().println("✗ " + finding.chain() + " " + in("đoạn ", "segment ") + finding.segment() + " "
                    + in("mục ", "entry ") + finding.entry() + ": "
                    + spoken.in(finding.what()));
        }
        if (result.found() > result.findings().size()) {
            out().println(in("… tất cả ", "… in all ") + result.found());
        }
        out().println((result.isWhole()
                        ? in("✓ Nguyên vẹn: ", "✓ Whole: ")
                        : in("✗ Không nguyên vẹn: ", "✗ Not whole: "))
                + in(
                        result.chains() + " chuỗi, " + result.segments() + " đoạn (" + result.removed()
                                + " đã xoá theo thời hạn), " + result.entries() + " mục, " + result.acts()
                                + " hành động.",
                        result.chains() + " chains, " + result.segments() + " segments (" + result.removed()
                                + " removed by retention), " + result.entries() + " entries, " + result.acts()
                                + " acts."));
        for (HeadFile.Head at : result.heads()) {
            out().println("  " + at.chain() + in(" dừng ở mục ", " ends with entry ") + at.number() + " "
                    + HexFormat.of().formatHex(at.hash()));
        }
        caveats(compared).forEach(line -> out().println(line));
        out().flush();
    }

    private List<String> caveats(boolean compared) {
        String witness = compared
                ? in(
                        "  - ai có quyền ghi cơ sở dữ liệu có thể đã viết lại những gì sau mã băm mới nhất trong --known;",
                        "  - whoever may write to the database could have written anew what follows the newest digest in"
                                + " --known;")
                : in(
                        "  - ai có quyền ghi cơ sở dữ liệu có thể đã viết lại cả chuỗi: hãy so với mã băm giữ ở nơi khác"
                                + " (--known);",
                        "  - whoever may write to the database could have written the whole chain anew: compare with digests"
                                + " kept elsewhere (--known);");
        return List.of(
                in("Điều này không chứng minh:", "This does not prove that:"),
                witness,
                in(
                        "  - phần cuối bị cắt chỉ thấy được nhờ tệp trail-head của nút hoặc mã băm giữ ở nơi khác;",
                        "  - nothing is missing at the end: only the node's trail-head file or a digest kept elsewhere shows"
                                + " that;"),
                in(
                        "  - một nút dừng đột ngột có thể mất khoảng nửa giây hành động chưa kịp ghi; mục acts-missing nói"
                                + " thiếu bao nhiêu khi hàng chờ đầy;",
                        "  - every act was noted: a node that was killed may lack its last half second, and entries with"
                                + " acts-missing count what did not fit while the database was away;"),
                in(
                        "  - nội dung là thật, đồng hồ đúng, hay người giữ khoá đúng là người được ghi tên.",
                        "  - what was noted is true, the clock was right, or the one named was the one who held the key."));
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Write the whole trail as JSON lines, which 'trail verify' and any program can read.")
    int export(
            @Parameters(paramLabel = "SOURCE") String source,
            @Option(names = "--to", paramLabel = "FILE", required = true, description = "Compressed if it ends in .gz.")
                    Path to) {
        return with(source, trail -> {
            long entries;
            try (TrailExport export = new TrailExport(open(to))) {
                trail.each(export);
                entries = export.entries();
            }
            out().println(in("Đã ghi " + entries + " mục vào ", "Wrote " + entries + " entries to ") + to);
            return CommandLine.ExitCode.OK;
        });
    }

    private static OutputStream open(Path to) throws IOException {
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16);
        return to.toString().endsWith(".gz") ? new GZIPOutputStream(file, 1 << 16) : file;
    }

    @Command(
            name = "digests",
            mixinStandardHelpOptions = true,
            description = {
                "Print a line for each closed day of each chain: chain, segment, day, digest.",
                "Keep them where whoever may write to the database may not."
            })
    int digests(@Parameters(paramLabel = "SOURCE") String source) {
        return with(source, trail -> {
            trail.each(new TrailSource.Visitor() {
                @Override
                public void segment(TrailSegment segment) {
                    if (segment.end() != null) {
                        out().println(segment.line());
                    }
                }

                @Override
                public void entry(TrailEntry entry) {}
            });
            out().flush();
            return CommandLine.ExitCode.OK;
        });
    }

    private int with(String source, Work work) {
        Map<String, String> environment = System.getenv();
        try (TrailSource trail = TrailSource.open(
                source, environment.get("LIENTHONG_STORE_USER"), environment.get("LIENTHONG_STORE_PASSWORD"))) {
            return work.on(trail);
        } catch (IOException | IllegalArgumentException e) {
            commandLine().getErr().println(in("Không đọc được vết: ", "The trail cannot be read: ") + e.getMessage());
            return UNREADABLE;
        }
    }

    private interface Work {
        int on(TrailSource trail) throws IOException;
    }

    private String in(String vi, String en) {
        return spoken.in(vi, en);
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    @Override
    public void run() {
        commandLine().usage(out());
    }
}
