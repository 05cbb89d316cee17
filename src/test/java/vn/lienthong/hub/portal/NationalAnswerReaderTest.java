package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.delivery.HttpAnswer;
import vn.lienthong.hub.portal.NationalAnswer.Away;
import vn.lienthong.hub.portal.NationalAnswer.Outcome;
import vn.lienthong.hub.portal.NationalAnswer.Said;
import vn.lienthong.hub.portal.NationalAnswer.SessionEnded;
import vn.lienthong.hub.problem.ProblemKind;

class NationalAnswerReaderTest {
    private final NationalAnswerReader reader = new NationalAnswerReader(
            Clock.fixed(Instant.parse("2026-03-02T01:00:00Z"), ZoneOffset.UTC), List.of(), List.of());

    private NationalAnswer read(int status, String body) {
        return read(status, null, body);
    }

    private NationalAnswer read(int status, @Nullable String retryAfter, String body) {
        return reader.read(new HttpAnswer(status, retryAfter, body.getBytes(StandardCharsets.UTF_8)));
    }

    private Said said(String body) {
        return (Said) read(200, body);
    }

    @Nested
    class WhenThePortalAnswersInItsOwnWords {
        @ParameterizedTest
        @ValueSource(strings = {"0", "\"0\"", "\"00\""})
        void takesEveryKindOfZeroForSuccess(String code) {
            assertThat(said("{\"error_code\":" + code + "}").verdict().outcome())
                    .isEqualTo(Outcome.TAKEN);
        }

        @ParameterizedTest
        @CsvSource({
            "9, Hồ sơ ĐÃ TỒN TẠI trên hệ thống, EXISTS",
            "-1, Hồ sơ đã tồn tại, EXISTS",
            "404, '', UNKNOWN",
            "9, Hồ sơ không tồn tại, UNKNOWN",
            "9, 'Hệ thống đang bận, vui lòng thử lại', NOT_NOW",
            "503, '', NOT_NOW",
            "400, Thiếu TenTTHC, REFUSED",
            "9, Sai phiên bản danh mục, REFUSED",
        })
        void understandsItsWordsAndCodes(String code, String words, Outcome outcome) {
            var verdict = said("{\"error_code\":\"" + code + "\",\"message\":\"" + words + "\"}")
                    .verdict();

            assertThat(verdict.outcome()).isEqualTo(outcome);
        }

        @Test
        void understandsWordsInDecomposedLetters() {
            String words = java.text.Normalizer.normalize("đã tồn tại", java.text.Normalizer.Form.NFD);

            assertThat(said("{\"error_code\":9,\"message\":\"" + words + "\"}")
                            .verdict()
                            .outcome())
                    .isEqualTo(Outcome.EXISTS);
        }

        @Test
        void readsAnItemThatIsNotInAList() {
            var said =
                    said("{\"ERROR_CODE\":1,\"Data\":{\"mahoso\":\"A-1\",\"error_code\":\"400\",\"message\":\"Sai\"}}");

            assertThat(said.items()).containsOnlyKeys("A-1");
        }

        @Test
        void keepsNoPersonalIdOfTheirs() {
            var said = said("{\"error_code\":9,\"message\":\"Số định danh 001099012345 không hợp lệ\"}");

            assertThat(said.verdict().words()).isEqualTo("Số định danh … không hợp lệ");
        }

        @Test
        void takesABadRequestForARefusal() {
            assertThat(((Said) read(422, "{\"message\":\"Sai ngày\"}")).verdict())
                    .isEqualTo(new NationalAnswer.Verdict(Outcome.REFUSED, "HTTP 422", "Sai ngày"));
        }
    }

    @Nested
    class WhenTheSessionHasEnded {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"error_code\":-1}",
                    "{\"error_code\":\"5\",\"message\":\"Session không tồn tại\"}",
                    "{\"error_code\":\"5\",\"message\":\"Phiên làm việc đã hết hạn\"}"
                })
        void recognisesItByCodeOrWords(String body) {
            assertThat(read(200, body)).isInstanceOf(SessionEnded.class);
        }

        @Test
        void recognisesItByHttpStatus() {
            assertThat(read(401, "")).isInstanceOf(SessionEnded.class);
        }
    }

    @Nested
    class WhenThePortalIsNotItself {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<html>Bảo trì</html>",
                    "",
                    "[]",
                    "{\"error_co",
                    "{\"status\":\"UP\"}",
                })
        void takesAnythingElseForAnOutage(String body) {
            assertThat(read(200, body)).isInstanceOfSatisfying(Away.class, away -> {
                assertThat(away.problem().kind()).isEqualTo(ProblemKind.UNREADABLE_ANSWER);
                assertThat(away.mayStillArrive()).isFalse();
            });
        }

        @ParameterizedTest
        @ValueSource(ints = {302, 404, 429, 500, 502, 503})
        void takesOtherStatusesForAnOutage(int status) {
            assertThat(read(status, "{\"error_code\":0}")).isInstanceOf(Away.class);
        }

        @ParameterizedTest
        @CsvSource({"120, PT2M", "'Mon, 02 Mar 2026 01:00:30 GMT', PT30S", "999999, PT1H"})
        void hearsHowLongItWantsToBeLeftAlone(String header, Duration expected) {
            assertThat(read(503, header, "")).isInstanceOfSatisfying(Away.class, away -> assertThat(away.patience())
                    .isEqualTo(expected));
        }

        @ParameterizedTest
        @ValueSource(strings = {"soon", "-5", "", "99999999999999999999"})
        void passesOverAHeaderThatSaysNothing(String header) {
            assertThat(read(503, header, "")).isInstanceOfSatisfying(Away.class, away -> assertThat(away.patience())
                    .isNull());
        }

        @Test
        void knowsThatARefusedConnectionCarriedNothing() {
            assertThat(((Away) reader.noAnswer(new ConnectException())).mayStillArrive())
                    .isFalse();
            assertThat(((Away) reader.noAnswer(new SocketTimeoutException())).mayStillArrive())
                    .isTrue();
        }
    }
}
