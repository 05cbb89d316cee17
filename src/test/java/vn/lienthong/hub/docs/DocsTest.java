package vn.lienthong.hub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the pages refer to is there. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern SETTING =
            Pattern.compile("(?<![\\w.:/-])lienthong(?:[.][a-z][a-z0-9-]*(?:\\[(?:\\d+)?])?)+");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```$");

    @Nested
    class WhenAPageLinksToAnother {
        @Test
        void fileAndHeadingAreThere() throws IOException {
            List<String> dead = new ArrayList<>();
            for (Path page : pages()) {
                LINK.matcher(prose(page))
                        .results()
                        .map(found -> found.group(1))
                        .filter(link -> !isElsewhere(link) && !leadsSomewhere(page, link))
                        .forEach(link -> dead.add(page + ": " + link));
            }

            assertThat(dead).isEmpty();
        }

        private static boolean isElsewhere(String link) {
            return link.matches("[a-z]+:.*");
        }

        private static boolean leadsSomewhere(Path page, String link) {
            String[] parts = URLDecoder.decode(link, StandardCharsets.UTF_8).split("#", 2);
            Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
            return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
        }

        /** As code hosts make them of headings. */
        private static Set<String> anchors(Path page) {
            Set<String> anchors = new HashSet<>();
            HEADING.matcher(prose(page))
                    .results()
                    .forEach(found -> anchors.add(found.group(1)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{M}\\p{N} _-]", "")
                            .replace(' ', '-')));
            return anchors;
        }
    }

    @Nested
    class WhenAPageNamesASetting {
        @Test
        void hubHasIt() throws IOException {
            Set<String> known = SettingsReference.ofThisBuild().settings().keySet();
            List<String> unknown = new ArrayList<>();
            for (Path page : pages()) {
                SETTING.matcher(Files.readString(page))
                        .results()
                        .map(found -> found.group().replaceAll("\\[\\d+]", "[]"))
                        .filter(name -> known.stream().noneMatch(setting -> isOrLeadsTo(setting, name)))
                        .forEach(name -> unknown.add(page + ": " + name));
            }

            assertThat(unknown).isEmpty();
        }

        private static boolean isOrLeadsTo(String setting, String name) {
            return setting.equals(name) || setting.startsWith(name + ".") || setting.startsWith(name + "[]");
        }
    }

    private static List<Path> pages() throws IOException {
        Path docs = Path.of("src", "docs");
        try (Stream<Path> files = Files.walk(docs)) {
            return Stream.concat(Stream.of(Path.of("README.md")), files)
                    .filter(file ->
                            file.toString().endsWith(".md") && !file.toString().contains("node_modules"))
                    .sorted()
                    .toList();
        }
    }

    private static String prose(Path page) {
        try {
            return CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
