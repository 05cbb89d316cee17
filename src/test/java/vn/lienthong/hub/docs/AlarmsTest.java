package vn.lienthong.hub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rules that are delivered for Prometheus. That the hub tells what they ask for is seen in {@code HealthIT}. */
class AlarmsTest {

    @Nested
    class WhenSomebodyIsCalledAtNight {
        @ParameterizedTest(name = "{0}")
        @MethodSource("vn.lienthong.hub.docs.AlarmsTest#alarms")
        void hearsInBothLanguagesWhatItIsAndWhatToDo(Alarm alarm) throws IOException {
            assertThat(alarm.annotations())
                    .containsOnlyKeys("summary", "summary_vi", "action", "action_vi")
                    .doesNotContainValue("");
            assertThat(alarm.annotations().get("summary_vi"))
                    .isNotEqualTo(alarm.annotations().get("summary"));
            assertThat(alarm.annotations().get("action_vi"))
                    .isNotEqualTo(alarm.annotations().get("action"));
            for (String guide : List.of("en/administrators.md", "vi/quan-tri.md")) {
                assertThat(Files.readString(Path.of("src", "docs").resolve(guide)))
                        .contains("`" + alarm.name() + "`");
            }
        }
    }

    @SuppressWarnings("unchecked")
    static List<Alarm> alarms() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> rules = new Yaml(
                        new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(Path.of("config", "prometheus-alerts.yaml")));
        return rules.getOrDefault("groups", List.of()).stream()
                .flatMap(group -> group.getOrDefault("rules", List.of()).stream())
                .map(rule ->
                        new Alarm(String.valueOf(rule.get("alert")), (Map<String, String>) rule.get("annotations")))
                .toList();
    }

    record Alarm(String name, Map<String, String> annotations) {
        @Override
        public String toString() {
            return name;
        }
    }
}
