package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;

/** The other direction of a mapping: canonical facts become the system's record. */
class RecordWriterTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant OBSERVED_AT = Instant.parse("2026-11-01T00:00:00Z");

    private static final Dossier DOSSIER = new Dossier(
            new DossierKey(SystemId.of("portal"), "H27.79-261103-0001"),
            DossierCode.of("H27.79-261103-0001"),
            null,
            AgencyId.of("H27.79"),
            "Văn phòng",
            new Dossier.Procedure("1.005129", "Cấp giấy phép", null, null),
            new Dossier.Applicant("Nguyễn Văn An", "1", null, "042012345678", null, null),
            null,
            null,
            null,
            new Dossier.Dates(
                    Instant.parse("2026-11-03T01:15:00Z"),
                    null,
                    Instant.parse("2026-11-20T16:59:59Z"),
                    null,
                    null,
                    null));
    private static final RecordWriter.Step SUBMITTED = new RecordWriter.Step(
            DossierStatus.SUBMITTED,
            Instant.parse("2026-11-03T01:15:00Z"),
            0L,
            null,
            new StatusChange.Step(null, null, "Bộ phận một cửa", null, null));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private Connectors connectors(String mapping) throws IOException {
        Path folder = Files.createDirectories(root.resolve("write-office"));
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: write-office
                name: {vi: Văn phòng, en: Office}
                agency: {id: H27.79, name: {vi: Văn phòng, en: Office}}
                intake: {kind: rest-push}
                """);
        Files.writeString(folder.resolve("mapping.yaml"), mapping);
        return FolderConnectors.read(root, Map.<String, String>of()::get);
    }

    private Mapping mapping(String yaml) throws IOException {
        Connectors read = connectors(yaml);
        assertThat(read.refused()).isEmpty();
        return Objects.requireNonNull(read.all().iterator().next().mapping());
    }

    private RecordWriter writer(String yaml) throws IOException {
        return mapping(yaml).writer().orElseThrow();
    }

    private List<String> faults(String yaml) throws IOException {
        return connectors(yaml).refused().stream()
                .flatMap(refused -> refused.faults().stream())
                .map(BothLanguages::told)
                .map(fault -> fault.substring(fault.indexOf("mapping.yaml:")))
                .toList();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    @Nested
    class WhenAMappingCanBeTurnedRound {
        @Test
        void writesADossierWhereItIsRead() throws IOException {
            RecordWriter writer = writer(
                    """
                    dates: [dd/MM/yyyy HH:mm:ss, dd/MM/yyyy]
                    dossier:
                      source-dossier-no: /so
                      procedure-code: /thuTuc/0/ma
                      procedure-name: [/thuTuc/0/ten, /tenThuTuc]
                      sector-name: {constant: Đất đai}
                      applicant-name: /chuHoSo/#text
                      applicant-type: {from: /chuHoSo/@loai, values: {CN: "1", DN: "2"}, default: "1"}
                      submitted-at: /ngayNop
                      due-at: /hanTra
                    changes: {status: /ma, at: /luc}
                    tables: {statuses: {"4": 4}}
                    write:
                      dates: {dossier/due-at: dd/MM/yyyy}
                      places: {/nguon: CONG, /phienBan: 2}
                    """);

            RecordWriter.Written written = writer.write(DOSSIER);

            assertThat(written.problems()).isEmpty();
            assertThat((JsonNode) written.record())
                    .isEqualTo(
                            json(
                                    """
                            {"nguon": "CONG", "phienBan": 2, "so": "H27.79-261103-0001",
                             "thuTuc": [{"ma": "1.005129", "ten": "Cấp giấy phép"}],
                             "chuHoSo": {"#text": "Nguyễn Văn An", "@loai": "CN"},
                             "ngayNop": "03/11/2026 08:15:00", "hanTra": "20/11/2026"}
                            """));
        }

        @Test
        void writesAStepIntoTheListOfChanges() throws IOException {
            RecordWriter writer = writer(
                    """
                    dossier: {source-dossier-no: /so}
                    changes:
                      each: /quaTrinh
                      status: {from: /trangThai, sub: /phu}
                      at: /luc
                      sequence: /lan
                      unit: record:/phong
                    tables: {statuses: {"0": 1, "0/moi": 1, "4": 4}}
                    write: {statuses: {"1": "0/moi"}, types: {/quaTrinh/0/lan: number}}
                    """);

            RecordWriter.Written written = writer.write(DOSSIER, SUBMITTED);

            assertThat(written.problems()).isEmpty();
            assertThat(written.record().toString())
                    .isEqualTo(
                            json("""
                                            {"so": "H27.79-261103-0001",
                                             "quaTrinh": [{"trangThai": "0", "phu": "moi", "luc": "2026-11-03T08:15:00+07:00", "lan": 0}],
                                             "phong": "Bộ phận một cửa"}
                                            """)
                                    .toString());
        }

        @Test
        void choosesThePlaceByWhatElseItWrites() throws IOException {
            String yaml =
                    """
                    dossier:
                      source-dossier-no: /so
                      applicant-name: {first-of: [{from: /cty, when: {at: /loai, is: [DN]}}, /ten]}
                      applicant-type: {from: /loai, values: {CN: "1", DN: "2"}}
                    changes: {status: /ma, at: /luc}
                    tables: {statuses: {"4": 4}}
                    write: {except: [changes]}
                    """;
            Dossier company = new Dossier(
                    DOSSIER.key(),
                    null,
                    null,
                    DOSSIER.agencyId(),
                    null,
                    Dossier.Procedure.UNKNOWN,
                    new Dossier.Applicant("Công ty A", "2", null, null, null, null),
                    null,
                    null,
                    null,
                    Dossier.Dates.UNKNOWN);

            assertThat(writer(yaml).write(DOSSIER).record().toString())
                    .isEqualTo("{\"so\":\"H27.79-261103-0001\",\"loai\":\"CN\",\"ten\":\"Nguyễn Văn An\"}");
            assertThat(writer(yaml).write(company).record().toString())
                    .isEqualTo("{\"so\":\"H27.79-261103-0001\",\"loai\":\"DN\",\"cty\":\"Công ty A\"}");
        }

        @Test
        void reckonsWhatNoRuleTurnsRound() throws IOException {
            RecordWriter writer = writer(
                    """
                    dossier: {source-dossier-no: /so, applicant-name: {join: [/ho, /ten]}}
                    changes: {status: /ma, at: /luc}
                    tables: {statuses: {"4": 4}}
                    write:
                      except: [dossier/applicant-name, changes]
                      places:
                        /ho: {expression: "$substringBefore(dossier.`applicant-name`, ' ')"}
                        /ten: {expression: "$substringAfter(dossier.`applicant-name`, ' ')"}
                    """);

            assertThat(writer.write(DOSSIER).record().toString())
                    .isEqualTo("{\"ho\":\"Nguyễn\",\"ten\":\"Văn An\",\"so\":\"H27.79-261103-0001\"}");
        }

        @Test
        void standsInForWhatIsNotKnownAsDeclared() throws IOException {
            String yaml =
                    """
                    dossier: {source-dossier-no: /so, alt-code: /maKhac}
                    changes: {status: /ma, at: /luc}
                    tables: {statuses: {"4": 4}}
                    write: {except: [changes], absent: %s}
                    """;

            assertThat(writer(yaml.formatted("left-out"))
                            .write(DOSSIER)
                            .record()
                            .has("maKhac"))
                    .isFalse();
            assertThat(writer(yaml.formatted("nil"))
                            .write(DOSSIER)
                            .record()
                            .get("maKhac")
                            .isNull())
                    .isTrue();
            assertThat(writer(yaml.formatted("empty")).write(DOSSIER).record().get("maKhac"))
                    .isEqualTo(json("\"\""));
        }

        @Test
        void isNotThereWithoutWrite() throws IOException {
            Optional<RecordWriter> writer = mapping(
                            """
                            dossier: {source-dossier-no: /so, applicant-name: {join: [/ho, /ten]}}
                            changes: {status: /ma, at: /luc}
                            tables: {statuses: {"4": 4, "5": 4}}
                            """)
                    .writer();

            assertThat(writer).isEmpty();
        }
    }

    @Nested
    class WhenAValueCannotBeWritten {
        private static final String YAML =
                """
                dossier: {source-dossier-no: /so, applicant-type: {from: /loai, values: {"1": "9"}}}
                changes: {status: /ma, at: /luc}
                tables: {statuses: {"4": 4}}
                write: {types: {/so: number}}
                """;

        @Test
        void tellsEachWithItsRemedyAndLeavesItOut() throws IOException {
            RecordWriter.Written written = writer(YAML).write(DOSSIER, SUBMITTED);

            assertThat(written.problems())
                    .extracting(Problem::toString)
                    .map(problem -> problem.replace(root.toString(), "connectors"))
                    .containsExactly(
                            "invalid at write-record (hub): The value of dossier/source-dossier-no is not of the type that"
                                    + " write/types has for /so (connectors/write-office/mapping.yaml). Mend write/types in"
                                    + " connectors/write-office/mapping.yaml, which the hub reads again by itself, then"
                                    + " send it again; or have the value mended at its source.",
                            "invalid at write-record (hub): The value of dossier/applicant-type cannot be written to /loai:"
                                    + " the system takes it for another, and has none that means it"
                                    + " (connectors/write-office/mapping.yaml). Add the system's value to the values of"
                                    + " dossier/applicant-type in connectors/write-office/mapping.yaml, which the hub"
                                    + " reads again by itself, then send it again.",
                            "unmapped-code at write-record (hub): The system has no code for national status 1: it is not"
                                    + " in tables (connectors/write-office/mapping.yaml). Add \"<the system's code>\": 1"
                                    + " under tables in connectors/write-office/mapping.yaml, which the hub reads again"
                                    + " by itself, then send it again.");
            assertThat(written.record().toString()).isEqualTo("{\"luc\":\"2026-11-03T08:15:00+07:00\"}");
        }

        @Test
        void printsNoPersonalData() throws IOException {
            assertThat(writer(YAML).write(DOSSIER).toString()).doesNotContain("042012345678", "0001");
        }
    }

    @Nested
    class WhenAMappingCannotBeTurnedRound {
        @Test
        void tellsEachRuleThatCannot() throws IOException {
            assertThat(
                            faults(
                                    """
                            dossier:
                              source-dossier-no: {from: /so, split: {by: "/"}}
                              applicant-name: {join: [/ho, /ten]}
                              summary: {expression: "a & b"}
                              channel: {from: /kenh, values: {A: "1", B: "1"}}
                              applicant-type: {from: /loai, when: {at: /phanLoai, is: [X]}}
                              agency-name: ""
                            changes: {status: /ma, at: /luc}
                            tables:
                              statuses: {"4": 4, "5": 4, "6": 9}
                            write: {}
                            """))
                    .containsExactly(
                            "mapping.yaml:2:22 /dossier/source-dossier-no cannot be written: split does not tell what the"
                                    + " other parts are; expected places that can be turned back, or"
                                    + " dossier/source-dossier-no under write/except and what stands for it under"
                                    + " write/places",
                            "mapping.yaml:3:19 /dossier/applicant-name cannot be written: join does not tell where one part"
                                    + " ends and the next begins; expected places that can be turned back, or"
                                    + " dossier/applicant-name under write/except and what stands for it under"
                                    + " write/places",
                            "mapping.yaml:4:12 /dossier/summary cannot be written: an expression cannot be turned round;"
                                    + " expected places that can be turned back, or dossier/summary under write/except"
                                    + " and what stands for it under write/places",
                            "mapping.yaml:5:12 /dossier/channel cannot be written: \"A\", \"B\" all become 1; expected"
                                    + " write/values/dossier~1channel/1 to say which is written, or dossier/channel under"
                                    + " write/except",
                            "mapping.yaml:6:19 /dossier/applicant-type cannot be written: its place depends on /phanLoai,"
                                    + " which nothing writes; expected it under write/places, or dossier/applicant-type"
                                    + " under write/except",
                            "mapping.yaml:7:16 /dossier/agency-name cannot be written: the whole record is its place;"
                                    + " expected places that can be turned back, or dossier/agency-name under"
                                    + " write/except and what stands for it under write/places",
                            "mapping.yaml:10:13 /tables/statuses cannot be written: \"4\", \"5\" all become 4; expected"
                                    + " write/statuses/4 to say which is written, or changes/status under write/except");
        }

        @Test
        void tellsPlacesThatClash() throws IOException {
            assertThat(
                            faults(
                                    """
                            dossier:
                              source-dossier-no: /so
                              dossier-code: /so
                              summary: /a
                              channel: /a/b
                              agency-name: /list/1
                              sector-name: /mixed/0
                              sector-code: /mixed/x
                            changes: {status: /ma, at: /luc}
                            tables: {statuses: {"4": 4}}
                            write: {}
                            """))
                    .containsExactly(
                            "mapping.yaml:3:17 /dossier/dossier-code would be written to /so, as dossier/source-dossier-no"
                                    + " is; expected one of the two under write/except",
                            "mapping.yaml:5:12 /dossier/channel would be written to /a/b, within the value that"
                                    + " dossier/summary writes to /a; expected one of the two under write/except",
                            "mapping.yaml:6:16 /dossier/agency-name leaves /list/0 empty, before what is written behind it;"
                                    + " expected a value for it under write/places",
                            "mapping.yaml:7:16 /dossier/sector-name makes /mixed a list and an object: 0, x are written"
                                    + " below it; expected one of the two");
        }

        @Test
        void tellsWhatWriteItselfHasWrong() throws IOException {
            assertThat(
                            faults(
                                    """
                            dates: [MM/dd/yyyy]
                            dossier: {source-dossier-no: /so, channel: {from: /kenh, values: {A: "1", B: "1"}}}
                            changes: {status: /ma, at: /luc}
                            tables: {statuses: {"4": 4, "5": 4}}
                            write:
                              date: dd/MM/yyyy
                              except: [dossier/chanel]
                              values: {dossier/channel: {"1": C}}
                              statuses: {"4": "6", "9": "5"}
                              places: {nguon: CONG}
                              colour: red
                            """))
                    .containsExactly(
                            "mapping.yaml:11:3 /write/colour is unknown here; expected any of date, dates, except,"
                                    + " values, statuses, places, types, absent");
            assertThat(
                            faults(
                                    """
                            dates: [MM/dd/yyyy]
                            dossier: {source-dossier-no: /so, channel: {from: /kenh, values: {A: "1", B: "1"}}}
                            changes: {status: /ma, at: /luc}
                            tables: {statuses: {"4": 4, "5": 4}}
                            write:
                              date: dd/MM/yyyy
                              except: [dossier/chanel]
                              values: {dossier/channel: {"1": C}}
                              statuses: {"4": "6", "9": "5"}
                              places: {nguon: CONG}
                            """))
                    .containsExactly(
                            "mapping.yaml:6:9 /write/date is \"dd/MM/yyyy\", and what changes/at is written as would be read"
                                    + " as 2026-04-03T00:00; expected one of dates: MM/dd/yyyy",
                            "mapping.yaml:7:12 /write/except/0 names \"dossier/chanel\", which this mapping does not read;"
                                    + " expected a field such as dossier/channel",
                            "mapping.yaml:8:35 /write/values/dossier~1channel/1 is \"C\"; expected one of \"A\", \"B\"",
                            "mapping.yaml:9:19 /write/statuses/4 is \"6\"; expected one of \"4\", \"5\"",
                            "mapping.yaml:9:29 /write/statuses/9 is \"5\"; expected no 9 here, for no value becomes it",
                            "mapping.yaml:10:19 /write/places/nguon is no place in the record; expected a JSON Pointer such"
                                    + " as /nguon");
        }
    }

    /** What is read of a shipped sample, written and read again, is the same. */
    @Nested
    class WhenAShippedMappingIsTurnedRound {
        private static final Map<String, String> WRITE = Map.of(
                "business-registry",
                "{date: dd/MM/yyyy HH:mm:ss, statuses: {\"4\": \"1\", \"5\": \"3\", \"6\": \"9\", \"8\": \"8\"}}",
                "transport-office",
                "{}",
                "land-office",
                "{except: [dossier/dossier-code], statuses: {\"4\": \"2/21\", \"5\": \"2/23\", \"6\": \"8\"}}");

        @TestFactory
        Stream<DynamicTest> readsBackWhatItWrites() {
            return WRITE.entrySet().stream().flatMap(entry -> samples(entry.getKey())
                    .map(sample -> dynamicTest(
                            entry.getKey() + "/"
                                    + Path.of("connectors", entry.getKey(), "samples")
                                            .relativize(sample),
                            () -> roundTrip(entry.getKey(), entry.getValue(), sample))));
        }

        private void roundTrip(String connector, String write, Path sample) throws IOException {
            // What a connector writes itself leaves out what only its agency knows; here all of it is written.
            String yaml = Files.readString(Path.of("connectors", connector, "mapping.yaml"))
                    .replaceFirst("(?m)^write:\\R(?: .*\\R)*", "");
            Mapping mapping = mapping(yaml + "write: " + write + "\n");
            List<StatusChange> changes = mapping.translate(JSON.readTree(sample.toFile()), OBSERVED_AT)
                    .changes();

            for (StatusChange change : changes) {
                RecordWriter.Written written = mapping.writer().orElseThrow().write(change.dossier(), step(change));
                StatusChange back = mapping.translate(written.record(), OBSERVED_AT)
                        .changes()
                        .get(0);

                assertThat(written.problems()).isEmpty();
                assertThat(back.dossier()).isEqualTo(change.dossier());
                assertThat(step(back)).isEqualTo(step(change));
            }
        }

        private static RecordWriter.Step step(StatusChange change) {
            return new RecordWriter.Step(change.status(), change.at(), change.sequence(), null, change.step());
        }

        private static Stream<Path> samples(String connector) {
            try (Stream<Path> files = Files.walk(Path.of("connectors", connector, "samples"))) {
                return files.filter(file -> file.endsWith("input.json")).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
