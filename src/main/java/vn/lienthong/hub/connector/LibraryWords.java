package vn.lienthong.hub.connector;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.translation.openapi.ContractProblem;
import vn.lienthong.hub.translation.schema.SchemaProblem;

/**
 * What parsers, and the readers of contracts, say in English, in Vietnamese too: by the lines of {@code words_vi.tsv}. Words that are
 * not known there are quoted as they are.
 */
final class LibraryWords {
    private static final List<Known> VIETNAMESE = known();

    private LibraryWords() {}

    static Bilingual told(@Nullable String words) {
        if (words == null || words.isBlank()) {
            return new Bilingual("không rõ vì sao", "for a reason that is not told");
        }
        String line = words.strip().replaceAll("\\s*\\R\\s*", " ");
        for (Known known : VIETNAMESE) {
            Matcher found = known.english.matcher(line);
            if (found.matches()) {
                return new Bilingual(found.replaceFirst(known.vietnamese), line);
            }
        }
        return new Bilingual("nguyên văn: " + line, line);
    }

    static Bilingual told(SchemaProblem problem) {
        String place = problem.line() > 0 ? problem.file() + ":" + problem.line() : problem.file();
        return Bilingual.of("%s %s", "%s %s", place, told(problem.message()));
    }

    static Bilingual told(ContractProblem problem) {
        return Bilingual.of("%s#%s %s", "%s#%s %s", problem.file(), problem.pointer(), told(problem.message()));
    }

    private static List<Known> known() {
        try (InputStream words = LibraryWords.class.getResourceAsStream("words_vi.tsv")) {
            if (words == null) {
                throw new IllegalStateException("words_vi.tsv is not in the program");
            }
            return new BufferedReader(new InputStreamReader(words, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Known::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("words_vi.tsv cannot be read", e);
        }
    }

    private record Known(Pattern english, String vietnamese) {
        static Known of(String line) {
            int tab = line.indexOf('\t');
            return new Known(Pattern.compile(line.substring(0, tab)), line.substring(tab + 1));
        }
    }
}
