package vn.lienthong.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** What no compiler checks in the route files: names, step ids, bean references, and who listens to which direct. */
class RouteLintTest {
    private static final Path ROUTES = Path.of("routes");
    private static final Set<String> STEPS_WITHOUT_ID =
            Set.of("when", "otherwise", "doCatch", "doFinally", "onFallback");

    @Test
    void everyFileBeginsWithACommentThatTellsWhoSendsWhoReceivesWhatIsPromised() {
        assertThat(files()).isNotEmpty();
        assertThat(files())
                .allSatisfy((file, tree) -> assertThat(firstLine(file)).startsWith("# "));
    }

    @Test
    void everyFileIsNamedAfterItsRoute() {
        assertThat(files()).allSatisfy((file, tree) -> {
            List<String> ids = new ArrayList<>();
            for (JsonNode entry : tree) {
                for (String kind : List.of("route", "routeTemplate", "routeConfiguration")) {
                    if (entry.has(kind)) {
                        ids.add(entry.get(kind).path("id").asText());
                    }
                }
            }
            String name = file.getFileName().toString().replace(".yaml", "");
            assertThat(ids).as("%s", file).isNotEmpty().allMatch(id -> id.equals(name) || id.startsWith(name + "-"));
            assertThat(ids).as("%s", file).contains(name);
        });
    }

    @Test
    void everyStepHasAnIdThatAnOperatorWouldSay() {
        List<String> without = new ArrayList<>();
        files().forEach((file, tree) -> steps(tree, (kind, step) -> {
            if (!STEPS_WITHOUT_ID.contains(kind) && !step.hasNonNull("id")) {
                without.add(file + ": " + kind + " " + step);
            }
        }));
        assertThat(without).isEmpty();
    }

    @Test
    void everyBeanReferenceResolves() {
        Set<String> beans = beanNames();
        List<String> dangling = new ArrayList<>();
        files().forEach((file, tree) -> steps(tree, (kind, step) -> {
            String ref = step.path("ref").asText("");
            if (kind.equals("bean") && !ref.startsWith("{{") && !beans.contains(ref)) {
                dangling.add(file + ": bean " + ref);
            }
        }));
        assertThat(dangling).isEmpty();
    }

    @Test
    void everyDirectThatIsSentToHasOneListener() {
        Map<String, Integer> listeners = new TreeMap<>();
        Set<String> called = new HashSet<>();
        files().forEach((file, tree) -> {
            for (JsonNode node : tree.findValues("from")) {
                String uri = node.path("uri").asText();
                // A connector has one of the templates that listen on a name of its own.
                if (uri.startsWith("direct:") && !uri.contains("{{")) {
                    listeners.merge(uri, 1, Integer::sum);
                }
            }
            steps(tree, (kind, step) -> {
                String uri = step.isTextual() ? step.asText() : step.path("uri").asText();
                if (Set.of("to", "wireTap", "enrich").contains(kind)
                        && uri.startsWith("direct:")
                        && !uri.contains("{{")) {
                    called.add(uri);
                }
            });
        });
        assertThat(listeners)
                .allSatisfy((uri, count) -> assertThat(count).as(uri).isEqualTo(1));
        assertThat(listeners.keySet()).containsAll(called);
    }

    private static Map<Path, JsonNode> files() {
        var yaml = new YAMLMapper();
        Map<Path, JsonNode> trees = new TreeMap<>();
        try (Stream<Path> found = Files.walk(ROUTES)) {
            for (Path file :
                    found.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                trees.put(file, yaml.readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return trees;
    }

    private static String firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface StepReader {
        void read(String kind, JsonNode step);
    }

    /** Visits each step below every {@code steps} list, however deep. */
    private static void steps(JsonNode node, StepReader reader) {
        if (node.isObject()) {
            node.fields().forEachRemaining(member -> {
                if (member.getKey().equals("steps")) {
                    member.getValue().forEach(step -> step.fields()
                            .forEachRemaining(one -> reader.read(one.getKey(), one.getValue())));
                }
                steps(member.getValue(), reader);
            });
        } else {
            node.forEach(child -> steps(child, reader));
        }
    }

    private static Set<String> beanNames() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(org.springframework.stereotype.Component.class));
        var naming = new AnnotationBeanNameGenerator();
        var registry = new SimpleBeanDefinitionRegistry();
        Set<String> names = new HashSet<>();
        for (var candidate : scanner.findCandidateComponents("vn.lienthong.hub")) {
            names.add(naming.generateBeanName(candidate, registry));
            try {
                Class<?> type = Class.forName(candidate.getBeanClassName());
                if (type.isAnnotationPresent(Configuration.class)) {
                    for (var method : type.getDeclaredMethods()) {
                        Bean bean = method.getAnnotation(Bean.class);
                        if (bean != null) {
                            names.addAll(bean.name().length == 0 ? List.of(method.getName()) : List.of(bean.name()));
                        }
                    }
                }
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }
        return names;
    }
}
