package vn.lienthong.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Facade;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.SubmissionWay;

/** The overview has a word for every way in which a connector can speak. */
class WordsOfSpeakingTest {
    private static final Map<String, Class<?>> WAYS = Map.of(
            "intake", Intake.class,
            "lookup", ConnectorDefinition.LookupCall.class,
            "delivery", ConnectorDefinition.Delivery.class,
            "submission", SubmissionWay.Call.class,
            "facade", Facade.class);

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_en.properties"})
    void everyWayHasAWord(String file) throws IOException {
        var words = new Properties();
        try (Reader text = Files.newBufferedReader(Path.of("src", "main", "resources", file))) {
            words.load(text);
        }

        assertThat(words.stringPropertyNames())
                .containsAll(WAYS.entrySet().stream()
                        .flatMap(way -> Stream.of(way.getValue().getPermittedSubclasses())
                                .map(one -> "speaks." + way.getKey() + "." + one.getSimpleName()))
                        .toList());
    }
}
