package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.StatusChange.AgencyCode;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition.Agency;
import vn.lienthong.hub.connector.Mapping.Translated;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

class DeclaredMappingTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant OBSERVED_AT = Instant.parse("2026-11-01T00:00:00Z");
    private static final Agency AGENCY = new Agency(
            AgencyId.of("H27.01"), List.of(AgencyId.of("000.00.01.H27")), new Bilingual("Cục Thuế", "Tax Department"));
    private static final String PLAIN =
            """
            dates: [iso, dd/MM/yyyy]
            dossier: {source-dossier-no: /no, agency-id: /agency, due-at: /due, applicant-name: /name}
            changes: {status: {from: /code, sub: /sub}, at: /at, note: /note}
            tables: {statuses: {"0": 1, "4": 4, "4/12": 5, "A/B": 6}}
            """;
    private static final String HISTORY =
            """
            dossier: {source-dossier-no: /no, summary: {from: [/summary, /title], default: none}}
            changes:
              each: /history/step
              status: [/code, record:/code]
              at: {from: [/at, record:/at]}
              sequence: /n
              unit: record:/office
            tables: {statuses: {new: 1, done: 9}}
            """;

    private static Mapping mapping(String yaml) {
        YamlFile file = YamlReader.read(yaml, "connectors/tax-office/mapping.yaml");
        DefinitionSchema.MAPPING.check(file);
        assertThat(file.faults()).isEmpty();
        return MappingReader.read(file, SystemId.of("tax-office"), AGENCY);
    }

    private static Translated translate(String yaml, String record) {
        return mapping(yaml).translate(json(record), OBSERVED_AT);
    }

    private static StatusChange only(String yaml, String record) {
        Translated translated = translate(yaml, record);
        assertThat(translated.problems()).isEmpty();
        assertThat(translated.changes()).hasSize(1);
        return translated.changes().get(0);
    }

    private static JsonNode json(String record) {
        try {
            return JSON.readTree(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Nested
    class WhenARecordIsOneChange {
        @Test
        void readsNumbersAndTextsAlike() {
            StatusChange number = only(PLAIN, "{\"no\":17,\"code\":4,\"sub\":12.0,\"at\":\"2026-06-09T08:00:00\"}");
            StatusChange text =
                    only(PLAIN, "{\"no\":\" 17 \",\"code\":\"4\",\"sub\":\"12\",\"at\":\"2026-06-09T08:00:00\"}");

            assertThat(number).isEqualTo(text);
            assertThat(number.agencyCode()).isEqualTo(new AgencyCode("4", "12"));
        }

        @Test
        void takesTheStatusOfCodeAndSubCodeBeforeThatOfTheCode() {
            assertThat(only(PLAIN, "{\"no\":1,\"code\":4,\"sub\":12,\"at\":\"2026-06-09\"}")
                            .status())
                    .isEqualTo(DossierStatus.SUPPLEMENT_REQUIRED);
            assertThat(only(PLAIN, "{\"no\":1,\"code\":4,\"sub\":99,\"at\":\"2026-06-09\"}")
                            .status())
                    .isEqualTo(DossierStatus.IN_PROGRESS);
            assertThat(only(PLAIN, "{\"no\":1,\"code\":\"A/B\",\"at\":\"2026-06-09\"}")
                            .status())
                    .isEqualTo(DossierStatus.PAYMENT_REQUIRED);
        }

        @Test
        void takesWhatIsBlankAsNotTold() {
            StatusChange change = only(
                    "blank: [\"null\", 000000001]\n" + PLAIN,
                    "{\"no\":1,\"code\":4,\"sub\":\"\",\"at\":\"2026-06-09\",\"name\":\"000000001\",\"due\":\"null\",\"note\":\"  \"}");

            assertThat(change.agencyCode().subCode()).isNull();
            assertThat(change.dossier().applicant().name()).isNull();
            assertThat(change.dossier().dates().dueAt()).isNull();
            assertThat(change.step().note()).isNull();
        }

        @Test
        void knowsTheAgencyByItsAliasesAndByTheConnector() {
            String told = "{\"no\":1,\"code\":4,\"at\":\"2026-06-09\",\"agency\":\"%s\"}";

            assertThat(only(PLAIN, told.formatted("000.00.01.H27")).dossier().agencyId())
                    .isEqualTo(AgencyId.of("H27.01"));
            assertThat(only(PLAIN, told.formatted("")).dossier().agencyId()).isEqualTo(AgencyId.of("H27.01"));
            assertThat(only(PLAIN, told.formatted("H27.01.02")).dossier().agencyId())
                    .isEqualTo(AgencyId.of("H27.01.02"));
            assertThat(only(PLAIN, told.formatted("")).dossier().agencyName()).isEqualTo("Cục Thuế");
        }

        @Test
        void appliesConstantsDefaultsAndValueTables() {
            String yaml =
                    """
                    dossier:
                      source-dossier-no: /no
                      channel: {constant: 2}
                      return-method: {from: /how, default: "0"}
                      applicant-type: {from: /type, values: {CN: "1", DN: "2"}, default: "3"}
                    changes: {status: /code, at: /at}
                    tables: {statuses: {"4": 4}}
                    """;

            Dossier told = only(yaml, "{\"no\":1,\"code\":4,\"at\":\"2026-06-09\",\"how\":\"1\",\"type\":\"DN\"}")
                    .dossier();
            Dossier untold =
                    only(yaml, "{\"no\":1,\"code\":4,\"at\":\"2026-06-09\"}").dossier();
            Dossier other = only(yaml, "{\"no\":1,\"code\":4,\"at\":\"2026-06-09\",\"type\":\"XX\"}")
                    .dossier();

            assertThat(List.of(
                            told.channel(),
                            told.returnMethod(),
                            told.applicant().type()))
                    .containsExactly("2", "1", "2");
            assertThat(List.of(
                            untold.channel(),
                            untold.returnMethod(),
                            untold.applicant().type()))
                    .containsExactly("2", "0", "3");
            assertThat(other.applicant().type()).isEqualTo("XX");
        }

        @Test
        void readsXmlElementsWithAttributesAndRepeatedOnes() {
            StatusChange change = only(
                    PLAIN, "{\"no\":{\"@kind\":\"own\",\"#text\":\"17\"},\"code\":[\"\",\"4\"],\"at\":\"2026-06-09\"}");

            assertThat(change.dossier().key().sourceDossierNo()).isEqualTo("17");
            assertThat(change.agencyCode().code()).isEqualTo("4");
        }
    }

    @Nested
    class WhenARecordTellsAHistory {
        @Test
        void tellsEachStepOnceInItsOrderAndReachesBackToTheRecord() {
            Translated translated = translate(
                    HISTORY,
                    "{\"no\":\"7\",\"title\":\"T\",\"office\":\"O\",\"at\":\"2026-06-01\",\"history\":{\"step\":["
                            + "{\"code\":\"new\",\"n\":1},{\"code\":\"done\",\"n\":\"2\",\"at\":\"2026-06-02\"}]}}");

            assertThat(translated.problems()).isEmpty();
            assertThat(translated.changes())
                    .extracting(StatusChange::status, StatusChange::sequence, change -> change.at()
                            .toString())
                    .containsExactly(
                            tuple(DossierStatus.SUBMITTED, 1L, "2026-05-31T17:00:00Z"),
                            tuple(DossierStatus.COMPLETED, 2L, "2026-06-01T17:00:00Z"));
            assertThat(translated.changes()).allSatisfy(change -> {
                assertThat(change.step().unit()).isEqualTo("O");
                assertThat(change.dossier().summary()).isEqualTo("T");
            });
        }

        @Test
        void takesAListOfOneThatWasSentAsAnObject() {
            assertThat(only(
                            HISTORY,
                            "{\"no\":\"7\",\"at\":\"2026-06-01\",\"history\":{\"step\":{\"code\":\"new\",\"n\":1}}}"))
                    .isEqualTo(
                            only(
                                    HISTORY,
                                    "{\"no\":\"7\",\"at\":\"2026-06-01\",\"history\":[{\"step\":[{\"code\":\"new\",\"n\":1}]}]}"));
        }

        @Test
        void takesTheRecordItselfForTheChangeWhereThereIsNoHistory() {
            for (String none :
                    new String[] {"", ",\"history\":null", ",\"history\":{\"step\":[]}", ",\"history\":\"\""}) {
                assertThat(only(HISTORY, "{\"no\":\"7\",\"code\":\"done\",\"n\":3,\"at\":\"2026-06-01\"" + none + "}")
                                .sequence())
                        .isEqualTo(3L);
            }
        }

        @Test
        void letsTheOtherStepsThroughWhereOneIsBad() {
            Translated translated = translate(
                    HISTORY,
                    "{\"no\":\"7\",\"at\":\"2026-06-01\",\"history\":{\"step\":[{\"code\":\"new\",\"n\":1},"
                            + "{\"code\":\"odd\",\"n\":2},{\"code\":\"new\",\"n\":\"x\"},{\"code\":\"done\"},{\"code\":\"done\",\"n\":5}]}}");

            assertThat(translated.changes()).extracting(StatusChange::sequence).containsExactly(1L, 5L);
            assertThat(translated.problems())
                    .extracting(Problem::kind, Problem::pointer)
                    .containsExactly(
                            tuple(ProblemKind.UNMAPPED_CODE, "/history/step/1/code"),
                            tuple(ProblemKind.INVALID, "/history/step/2/n"),
                            tuple(ProblemKind.MISSING_FIELD, "/history/step/3/n"));
        }
    }

    @Nested
    class WhenSomethingCannotBeTranslated {
        @Test
        void tellsWhatToAddWhereForACodeWithASubCode() {
            Problem problem = onlyProblem(PLAIN, "{\"no\":\"X1\",\"code\":17,\"sub\":3,\"at\":\"2026-06-09\"}");

            assertThat(problem)
                    .isEqualTo(new Problem(
                            ProblemKind.UNMAPPED_CODE,
                            Origin.HUB,
                            "translate",
                            new Bilingual(
                                    "Mã trạng thái \"17\", mã phụ \"3\", của hồ sơ X1 không có trong tables/statuses (connectors/tax-office/mapping.yaml).",
                                    "Status code \"17\" with sub-code \"3\" of dossier X1 is not in tables/statuses (connectors/tax-office/mapping.yaml)."),
                            new Bilingual(
                                    "Thêm \"17/3\": <mã quốc gia 1-10>, hoặc \"17\": <mã quốc gia 1-10> cho mọi mã phụ, vào tables/statuses trong connectors/tax-office/mapping.yaml, trục liên thông tự đọc lại, rồi phát lại.",
                                    "Add \"17/3\": <national code 1-10>, or \"17\": <national code 1-10> for any sub-code, under tables/statuses in connectors/tax-office/mapping.yaml, which the hub reads again by itself, then replay."),
                            "/code"));
        }

        @Test
        void tellsEveryPlaceItLookedAtForAMissingField() {
            Problem problem =
                    onlyProblem(HISTORY, "{\"no\":\"7\",\"history\":{\"step\":[{\"code\":\"new\",\"n\":1}]}}");

            assertThat(problem.kind()).isEqualTo(ProblemKind.MISSING_FIELD);
            assertThat(problem.detail().en())
                    .isEqualTo("Dossier 7 has no value for changes/at; looked at /history/step/0/at, /at.");
            assertThat(problem.detail().vi())
                    .isEqualTo("Hồ sơ 7 không có giá trị cho changes/at; đã tìm ở /history/step/0/at, /at.");
        }

        @Test
        void tellsABadDateOfTheDossierAndNoHalfReadFacts() {
            Translated translated =
                    translate(PLAIN, "{\"no\":1,\"code\":4,\"at\":\"2026-06-09\",\"due\":\"31/02/2026\"}");

            assertThat(translated.changes()).isEmpty();
            assertThat(translated.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.kind()).isEqualTo(ProblemKind.BAD_DATE);
                assertThat(problem.origin()).isEqualTo(Origin.AGENCY);
                assertThat(problem.detail().en())
                        .isEqualTo(
                                "\"31/02/2026\" at /due (dossier/due-at of dossier 1) is not a date in any of these formats: iso, dd/MM/yyyy.");
            });
        }

        @Test
        void showsNothingThatIsNoDateWhereADateShouldBe() {
            Problem problem = onlyProblem(PLAIN, "{\"no\":1,\"code\":4,\"at\":\"Nguyễn Văn A\"}");

            assertThat(problem.detail().en())
                    .startsWith("A text of 12 characters at /at")
                    .doesNotContain("Nguyễn");
        }

        @Test
        void tellsACodeThatCannotBeOneWithoutShowingIt() {
            Problem problem =
                    onlyProblem(PLAIN, "{\"no\":\"" + "9".repeat(101) + "\",\"code\":4,\"at\":\"2026-06-09\"}");

            assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
            assertThat(problem.pointer()).isEqualTo("/no");
            assertThat(problem.detail().en())
                    .isEqualTo(
                            "The value at /no (dossier/source-dossier-no) is not valid; expected 1 to 100 characters on one line.");
        }

        @Test
        void survivesRecordsOfAnyShape() {
            for (String record : new String[] {
                "null", "[]", "\"text\"", "17", "{\"no\":[]}", "{\"no\":{}}", "{\"no\":true,\"at\":{},\"code\":[[]]}"
            }) {
                Translated translated = translate(PLAIN, record);

                assertThat(translated.changes()).isEmpty();
                assertThat(translated.problems()).isNotEmpty();
            }
        }

        private Problem onlyProblem(String yaml, String record) {
            Translated translated = translate(yaml, record);
            assertThat(translated.changes()).isEmpty();
            assertThat(translated.problems()).hasSize(1);
            return translated.problems().get(0);
        }
    }

    @Nested
    class WhenTwoReportsAreOfOneChange {
        private static final String RECORD = "{\"no\":1,\"code\":4,\"sub\":\"%s\",\"at\":\"%s\",\"note\":\"%s\"}";

        @Test
        void givesThemOneIdWhateverElseTheyTell() {
            assertThat(id(RECORD.formatted("", "2026-06-09T08:00:00+07:00", "a")))
                    .isEqualTo(id(RECORD.formatted("", "2026-06-09T01:00:00.000Z", "b")))
                    .isEqualTo("ffcf4be72e3d4e22c63e07129e3193d8");
        }

        @Test
        void givesAnotherIdToAnotherChange() {
            assertThat(List.of(
                            id(RECORD.formatted("", "2026-06-09T08:00:00", "")),
                            id(RECORD.formatted("12", "2026-06-09T08:00:00", "")),
                            id(RECORD.formatted("", "2026-06-09T08:00:01", "")),
                            id(RECORD.formatted("", "2026-06-09T08:00:00", "").replace("\"no\":1", "\"no\":2"))))
                    .doesNotHaveDuplicates();
        }

        @Test
        void takesTheSystemsOwnIdWhereItIsMapped() {
            String yaml = PLAIN.replace("at: /at", "at: /at, change-id: /id");

            assertThat(only(yaml, "{\"no\":1,\"code\":4,\"at\":\"2026-06-09\",\"id\":9}")
                            .changeId())
                    .isEqualTo("9");
            assertThat(translate(yaml, "{\"no\":1,\"code\":4,\"at\":\"2026-06-09\"}")
                            .problems())
                    .extracting(Problem::kind)
                    .containsExactly(ProblemKind.MISSING_FIELD);
        }

        private String id(String record) {
            return only(PLAIN, record).changeId();
        }
    }

    @Nested
    class WhenManyThreadsShareOneMapping {
        @Test
        void givesEachWhatItGivesAlone() throws Exception {
            Mapping mapping = mapping(HISTORY);
            List<JsonNode> records = new ArrayList<>();
            List<Translated> alone = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                records.add(json(
                        "{\"no\":\"D" + i + "\",\"title\":\"T" + i + "\",\"at\":\"2026-06-01\",\"history\":{\"step\":["
                                + "{\"code\":\"new\",\"n\":" + i + "},{\"code\":\"" + (i % 3 == 0 ? "odd" : "done")
                                + "\",\"n\":" + (i + 1) + ",\"at\":\"2026-06-02T0" + i % 10 + ":00:00\"}]}}"));
                alone.add(mapping(HISTORY).translate(records.get(i), OBSERVED_AT));
            }

            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                Callable<List<Translated>> all = () -> {
                    List<Translated> translated = new ArrayList<>();
                    for (int round = 0; round < 20; round++) {
                        translated.clear();
                        records.forEach(record -> translated.add(mapping.translate(record, OBSERVED_AT)));
                    }
                    return translated;
                };
                for (Future<List<Translated>> result :
                        threads.invokeAll(List.of(all, all, all, all, all, all, all, all))) {
                    assertThat(result.get()).isEqualTo(alone);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
