package vn.lienthong.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
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
    private static final Pattern OPTIONAL = Pattern.compile("\\{\\{\\?([^}]*)}}");
    private static final Pattern SIMPLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern WHOLE_VALUE = Pattern.compile("body|(header|exchangeProperty)\\.[A-Za-z0-9_-]+");
    private static final Pattern NAMED_IN_ADDRESS = Pattern.compile("(?:^#|=#|^cxf:bean:)([^&?]+)");
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

    /** One that is not given is looked for in the environment, where KEY or TLS may be somebody else's. */
    @Test
    void noOptionalParameterIsCalledAsAVariableOfTheEnvironmentMightBe() {
        List<String> likely = new ArrayList<>();
        files().forEach((file, tree) -> texts(tree, text -> {
            Matcher optional = OPTIONAL.matcher(text);
            while (optional.find()) {
                if (!optional.group(1).endsWith("Bean")) {
                    likely.add(file + ": " + optional.group());
                }
            }
        }));
        assertThat(likely).isEmpty();
    }

    @Test
    void everyBeanReferenceResolves() {
        Map<String, Class<?>> beans = beans();
        List<String> dangling = new ArrayList<>();
        files().forEach((file, tree) -> beanReferences(tree).stream()
                .filter(name -> !name.contains("{{") && !beans.containsKey(name))
                .forEach(name -> dangling.add(file + ": bean " + name)));
        assertThat(dangling).isEmpty();
    }

    @Test
    void everyBeanThatIsCalledHasOneMethodOfThatName() {
        Map<String, Class<?>> beans = beans();
        List<String> wrong = new ArrayList<>();
        files().forEach((file, tree) -> objects(tree, (kind, called) -> {
            if (called.has("ref") && called.path("method").isTextual()) {
                String method = called.path("method").asText();
                Class<?> type = beans.getOrDefault(called.path("ref").asText(), Object.class);
                long found = Arrays.stream(type.getMethods())
                        .filter(known -> known.getName().equals(method) && !known.isBridge())
                        .count();
                if (found != 1) {
                    wrong.add(
                            file + ": " + called.path("ref").asText() + "." + method + " is there " + found + " times");
                }
            }
        }));
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyReferenceInPlaceOfAnExpressionIsToAnExpressionOrAPredicate() {
        Map<String, Class<?>> beans = beans();
        List<String> wrong = new ArrayList<>();
        files().forEach((file, tree) -> objects(tree, (kind, step) -> {
            if (step.has("ref") && !step.has("method") && !kind.equals("bean")) {
                Class<?> type = beans.getOrDefault(step.path("ref").asText(), Object.class);
                if (!Predicate.class.isAssignableFrom(type) && !Expression.class.isAssignableFrom(type)) {
                    wrong.add(file + ": " + kind + " " + step.path("ref").asText() + " is a " + type.getSimpleName());
                }
            }
        }));
        assertThat(wrong).isEmpty();
    }

    /**
     * An expression names a body, header or property as a whole. A member of one is a call of a method that Camel chooses at
     * run time, which fails where several would do; a bean that is named in a step, or a predicate, is checked above.
     */
    @Test
    void noSimpleExpressionCallsMethods() {
        List<String> calling = new ArrayList<>();
        files().forEach((file, tree) -> texts(tree, text -> {
            Matcher expression = SIMPLE.matcher(text);
            while (expression.find()) {
                if (!WHOLE_VALUE.matcher(expression.group(1)).matches()) {
                    calling.add(file + ": " + expression.group());
                }
            }
        }));
        assertThat(calling).isEmpty();
    }

    @Test
    void tellsExpressionsThatCallFromThoseThatDoNot() {
        assertThat(List.of("body", "header.CamelFileName", "exchangeProperty.step"))
                .allMatch(good -> WHOLE_VALUE.matcher(good).matches());
        assertThat(List.of(
                        "body.open",
                        "body.isOpen()",
                        "bodyAs(String).length",
                        "bean:polls.isOpen",
                        "ref:polls.open",
                        "exchangeProperty.poll.open",
                        "exchangeProperty.poll?.open",
                        "exchange.message",
                        "header.a[0]"))
                .noneMatch(bad -> WHOLE_VALUE.matcher(bad).matches());
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

    /** Visits each object in a tree, with the name of the member that it is. */
    private static void objects(JsonNode node, StepReader reader) {
        node.fields().forEachRemaining(member -> {
            if (member.getValue().isObject()) {
                reader.read(member.getKey(), member.getValue());
            }
        });
        node.forEach(child -> objects(child, reader));
    }

    private static void texts(JsonNode node, Consumer<String> reader) {
        if (node.isTextual()) {
            reader.accept(node.asText());
        }
        node.forEach(child -> texts(child, reader));
    }

    /** The beans a file names: in steps, in places of expressions, and in the addresses of endpoints. */
    private static Set<String> beanReferences(JsonNode tree) {
        Set<String> names = new TreeSet<>();
        objects(tree, (kind, object) -> {
            if (object.path("ref").isTextual()) {
                names.add(object.path("ref").asText());
            }
        });
        texts(tree, text -> {
            Matcher named = NAMED_IN_ADDRESS.matcher(text);
            while (named.find()) {
                names.add(named.group(1));
            }
        });
        return names;
    }

    private static Map<String, Class<?>> beans() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(org.springframework.stereotype.Component.class));
        var naming = new AnnotationBeanNameGenerator();
        var registry = new SimpleBeanDefinitionRegistry();
        Map<String, Class<?>> beans = new HashMap<>();
        for (var candidate : scanner.findCandidateComponents("vn.lienthong.hub")) {
            try {
                Class<?> type = Class.forName(candidate.getBeanClassName());
                beans.put(naming.generateBeanName(candidate, registry), type);
                if (type.isAnnotationPresent(Configuration.class)) {
                    for (var method : type.getDeclaredMethods()) {
                        Bean bean = method.getAnnotation(Bean.class);
                        if (bean != null) {
                            List<String> names =
                                    bean.name().length == 0 ? List.of(method.getName()) : List.of(bean.name());
                            names.forEach(name -> beans.put(name, method.getReturnType()));
                        }
                    }
                }
            } catch (ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }
        return beans;
    }
}
