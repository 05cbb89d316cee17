package vn.lienthong.hub.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One block of a guide, and what becomes of it. A {@code bash} block is run, and a {@code text} block behind it is what it
 * shows. A comment before a block says what else: {@code saved as FILE}, {@code added to FILE}, {@code is FILE} (of this
 * repository, word by word) or {@code not run: why}.
 *
 * @param note the file, or the reason
 * @param shown what is printed by it; empty where nothing is
 */
record GuideBlock(Kind kind, String note, String language, String text, String shown) {
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)(?:^<!-- (saved as|added to|is|not run:) (.+?) -->\\n)?^```(\\w*)\\n(.*?)^```$");

    private static final Pattern LOOK = Pattern.compile(
            "curl -s -H .*|curl -s -u (?!.* (?:-X|-d) ).*"
                    + "|hub (?:status|timeline|connector list|dead-letter (?:list|show|preview|replays)) ?.*|hub reconcile --report \\S+");

    /** What becomes of a block. */
    enum Kind {
        RUN,
        SAVED,
        ADDED,
        SAME,
        NOT_RUN
    }

    /** @throws IllegalArgumentException naming each block that is neither run nor says why not */
    static List<GuideBlock> of(String guide) throws IOException {
        String page = Files.readString(Path.of("src", "docs").resolve(guide));
        List<GuideBlock> blocks = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        boolean outputMayFollow = false;
        for (MatchResult found : BLOCK.matcher(page).results().toList()) {
            if (outputMayFollow && found.group(1) == null && found.group(3).equals("text")) {
                GuideBlock run = blocks.remove(blocks.size() - 1);
                blocks.add(new GuideBlock(run.kind, run.note, run.language, run.text, found.group(4)));
                outputMayFollow = false;
            } else if (found.group(1) == null && !found.group(3).equals("bash")) {
                silent.add(found.group(4).lines().findFirst().orElse(""));
            } else {
                blocks.add(block(found));
                outputMayFollow = found.group(1) == null;
            }
        }
        if (!silent.isEmpty()) {
            throw new IllegalArgumentException(guide + " has blocks that are not run and do not say why: " + silent);
        }
        return blocks;
    }

    private static GuideBlock block(MatchResult found) {
        Kind kind = found.group(1) == null
                ? Kind.RUN
                : switch (found.group(1)) {
                    case "saved as" -> Kind.SAVED;
                    case "added to" -> Kind.ADDED;
                    case "is" -> Kind.SAME;
                    default -> Kind.NOT_RUN;
                };
        String note = found.group(2) == null ? "" : found.group(2);
        return new GuideBlock(kind, note, found.group(3), found.group(4), "");
    }

    /** Where its text goes on the reader's desk. */
    @Nullable
    String file() {
        return kind == Kind.SAVED || kind == Kind.ADDED ? note : null;
    }

    boolean onlyLooks() {
        return text.lines().allMatch(line -> LOOK.matcher(line).matches());
    }

    /** The same in every language: without languages, notes to a version, and comments. */
    String meaning() {
        return text.replaceAll("(--language |Accept-Language: |Accept-Language\": \"|<language>)(vi|en)", "$1…")
                .replaceAll("--comment '[^']*'", "--comment …")
                .replaceAll("(?m)\\s+# .*$", "");
    }

    boolean isShownAs(String output) {
        String pattern = plainLines(shown)
                .lines()
                .map(line -> line.equals("…") ? "(?:[^\\n]*\\n)*?" : quoted(line) + "\\n")
                .collect(Collectors.joining());
        return Pattern.matches(pattern, plainLines(output));
    }

    private static String quoted(String line) {
        return List.of(line.split("…", -1)).stream().map(Pattern::quote).collect(Collectors.joining("[^\\n]*"));
    }

    /** A guide breaks long lines of JSON before a member's name. */
    private static String plainLines(String output) {
        return output.lines()
                .map(GuideBlock::plain)
                .filter(line -> !line.isEmpty())
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .replace("\n\"", "\"");
    }

    /** How wide a column is depends on what is in it. */
    private static String plain(String line) {
        return line.strip().replaceAll(" +", " ");
    }
}
