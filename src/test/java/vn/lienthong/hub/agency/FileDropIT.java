package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Filter;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.simulator.SocialInsurance;

/** An agency's files are taken whole, read row by row, and put away. */
class FileDropIT {
    private static final SystemId INSURANCE = SystemId.of("social-insurance");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RunningHub hub;
    private Path folder;

    @BeforeEach
    void start(@TempDir Path home) {
        hub = new RunningHub(home, 0);
        folder = home.resolve("drop");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private SocialInsurance office() {
        return hub.simulators().socialInsurance();
    }

    private void moves(int steps) throws Exception {
        hub.control(office().address(), "step?count=" + steps, "");
    }

    @Nested
    class WhileAFileIsBeingWritten {
        @Test
        void leavesItAloneUntilItIsComplete() throws Exception {
            Path copying = Files.createDirectories(folder).resolve("copying.csv.part");
            Files.writeString(copying, "half a");
            // Ten slices, each later than the one before by less than the quiet that the connector asks for.
            hub.misbehave(office(), "{\"slowWriteMs\":6000}");
            moves(20);
            await().atMost(PATIENCE).until(() -> named(folder, ".csv").size() == 1);
            Path slow = named(folder, ".csv").get(0);

            await().atMost(PATIENCE).until(() -> files(".done").size() == 1);

            assertThat(slow).doesNotExist();
            assertThat(files(".failed")).isEmpty();
            assertThat(letters()).isEmpty();
            awaitGoodChanges();
            assertThat(Files.readAllLines(files(".done").get(0)).stream()
                            .filter(line -> !line.isBlank())
                            .count())
                    .as("the header and a line for each step")
                    .isEqualTo(21);
            assertThat(copying).hasContent("half a");
        }
    }

    @Nested
    class WhenAFileIsComplete {
        @Test
        void keepsABadRowAsADeadLetterAndTakesTheRest() throws Exception {
            hub.misbehave(office(), "{\"unmappedEvery\":5,\"badDateEvery\":7}");
            moves(20);

            await().atMost(PATIENCE).until(() -> files(".done").size() == 1);

            List<JsonNode> flawed = changes(true);
            assertThat(flawed)
                    .extracting(change -> change.path("flaw").asText())
                    .contains("unmapped-code", "bad-date");
            awaitGoodChanges();
            assertThat(letters()).hasSameSizeAs(flawed).allSatisfy(letter -> {
                assertThat(letter.original().form()).isEqualTo(Form.RECORD);
                assertThat(letter.problem().stage()).isEqualTo("translate");
            });
            assertThat(letters())
                    .extracting(letter -> letter.problem().kind())
                    .contains(ProblemKind.UNMAPPED_CODE, ProblemKind.BAD_DATE);
            assertThat(letters())
                    .filteredOn(letter -> letter.problem().kind() == ProblemKind.UNMAPPED_CODE)
                    .allSatisfy(letter -> assertThat(letter.problem().remedy().en())
                            .contains("CHUYEN_TUYEN", "mapping.yaml", "statuses"));
            assertThat(files(".failed")).isEmpty();
        }

        @Test
        void putsOneThatCannotBeReadAsideWithTheReason() throws Exception {
            Files.createDirectories(folder);
            Path torn = folder.resolve("torn.xml");
            Files.writeString(torn, "<edXML><Header/><Body><HoSo><so_ho_so>1</so_ho_so>");
            moves(5);

            await().atMost(PATIENCE)
                    .until(() -> files(".done").size() == 1 && files(".failed").size() == 2);

            assertThat(torn).doesNotExist();
            assertThat(folder.resolve(".failed/torn.xml")).exists();
            DeadLetter letter = letters().get(0);
            assertThat(Files.readString(folder.resolve(".failed/torn.xml.problem.txt")))
                    .contains(letter.problem().detail().vi())
                    .contains(letter.problem().remedy().en())
                    .contains("dead letter " + letter.id());
            assertThat(letter.original().form()).isEqualTo(Form.PAYLOAD);
            assertThat(new String(letter.original().content(), StandardCharsets.UTF_8))
                    .startsWith("<edXML>");
            awaitGoodChanges();
        }

        @Test
        void keepsBothOfTwoFilesOfOneName() throws Exception {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("again.xml"), "<edXML>");
            await().atMost(PATIENCE).until(() -> files(".failed").size() == 2);
            Files.writeString(folder.resolve("again.xml"), "<edXML><Body>");
            await().atMost(PATIENCE).until(() -> files(".failed").size() == 4);

            List<String> kept = new ArrayList<>();
            for (Path file : named(folder.resolve(".failed"), ".xml")) {
                kept.add(Files.readString(file));
            }
            assertThat(kept).containsExactlyInAnyOrder("<edXML>", "<edXML><Body>");
        }
    }

    private List<Path> files(String in) throws IOException {
        return named(folder.resolve(in), "");
    }

    private static List<Path> named(Path folder, String ending) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .toList();
        }
    }

    private List<DeadLetter> letters() {
        return hub.bean(DeadLetters.class).list(new Filter(INSURANCE, null, null), 100);
    }

    /** The office's own record of what it made wrong, or right. */
    private List<JsonNode> changes(boolean flawed) throws Exception {
        List<JsonNode> changes = new ArrayList<>();
        for (JsonNode dossier : hub.truth(office().address()).path("dossiers")) {
            for (JsonNode change : dossier.path("changes")) {
                if (flawed != change.path("flaw").asText().equals("none")) {
                    changes.add(change);
                }
            }
        }
        return changes;
    }

    /** Waits until the hub knows every change without a flaw, each once. */
    private void awaitGoodChanges() throws Exception {
        Map<String, Integer> good = new TreeMap<>();
        for (JsonNode dossier : hub.truth(office().address()).path("dossiers")) {
            int count = 0;
            for (JsonNode change : dossier.path("changes")) {
                count += change.path("flaw").asText().equals("none") ? 1 : 0;
            }
            if (count > 0) {
                good.put(dossier.path("number").asText(), count);
            }
        }
        assertThat(good).isNotEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hub.known(office(), good.keySet()))
                .isEqualTo(good));
    }
}
