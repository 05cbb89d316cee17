package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.canonical.DossierStatus.ACCEPTED;
import static vn.lienthong.hub.canonical.DossierStatus.COMPLETED;
import static vn.lienthong.hub.canonical.DossierStatus.SUBMITTED;
import static vn.lienthong.hub.canonical.DossierStatus.SUPPLEMENT_REQUIRED;
import static vn.lienthong.hub.portal.Invented.PORTAL;
import static vn.lienthong.hub.portal.Invented.PUBLIC;
import static vn.lienthong.hub.portal.Invented.VI;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.StatusAnswer;
import vn.lienthong.hub.status.StatusStore.FeedEntry;

class AnswerJsonTest {
    private static final Instant NOW = Invented.MONDAY.plus(Duration.ofDays(10));
    private static final DossierState STATE = Invented.state(
            Invented.dossier(
                    Invented.REGISTRY, "TP/12", "H27.09-260302-0001", Invented.MONDAY.plus(Duration.ofDays(4))),
            SUBMITTED,
            ACCEPTED,
            SUPPLEMENT_REQUIRED,
            COMPLETED);

    private final AnswerJson json =
            new AnswerJson(new AnswerWriter(Invented.connectors(), Clock.fixed(NOW, ZoneOffset.UTC)));

    @Nested
    class WhenAPortalMaySeePersonalData {
        @Test
        void tellsEverythingInVietnamese() throws IOException {
            Reply reply = json.of(
                    Invented.inquiry("TP/12", null, PORTAL, VI),
                    new StatusAnswer.Current(STATE, StatusAnswer.Source.AGENCY));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(pretty(reply.body())).isEqualTo(golden("answer-whole-vi.json"));
        }
    }

    @Nested
    class WhenThePublicAsks {
        @Test
        void tellsNoPersonalData() throws IOException {
            Reply reply =
                    json.of(Invented.inquiry("TP/12", null, PUBLIC, Locale.ENGLISH), new StatusAnswer.LastKnown(STATE));

            assertThat(pretty(reply.body())).isEqualTo(golden("answer-masked-en.json"));
            assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                    .doesNotContain("Nguyễn", "Trần", "0000000000", "ao@", "Đã xem");
        }
    }

    @Nested
    class WhenThereIsNoSuchDossier {
        @Test
        void tellsTheProblem() throws IOException {
            Inquiry inquiry = Invented.inquiry("x", null, PORTAL, Locale.ENGLISH);

            Reply reply = json.of(inquiry, new StatusAnswer.NoSuchDossier(inquiry.lookup()));

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.contentType()).isEqualTo("application/problem+json");
            assertThat(reply.etag()).isNull();
            assertThat(pretty(reply.body())).isEqualTo(golden("answer-no-such-dossier-en.json"));
        }
    }

    @Nested
    class WhenTheSameIsAnsweredAgain {
        @Test
        void hasTheSameTagHoweverFreshItIs() {
            var confirmed = new DossierState(
                    STATE.dossier(),
                    STATE.present(),
                    STATE.history(),
                    STATE.asOf().plusSeconds(60));

            assertThat(tag(PORTAL, VI, new StatusAnswer.Current(confirmed, StatusAnswer.Source.HUB)))
                    .isEqualTo(tag(PORTAL, VI, new StatusAnswer.Current(STATE, StatusAnswer.Source.AGENCY)))
                    .matches("W/\"[0-9a-f]+\"");
        }

        @Test
        void hasAnotherTagForAnotherReaderOrWhenStale() {
            var current = new StatusAnswer.Current(STATE, StatusAnswer.Source.HUB);

            assertThat(tag(PORTAL, VI, current))
                    .isNotEqualTo(tag(PUBLIC, VI, current))
                    .isNotEqualTo(tag(PORTAL, Locale.ENGLISH, current))
                    .isNotEqualTo(tag(PORTAL, VI, new StatusAnswer.LastKnown(STATE)));
        }
    }

    @Nested
    class WhenAChangeIsPublished {
        @Test
        void isACloudEventWithoutPersonalData() throws IOException {
            var events = new ChangeEvents(Invented.connectors());

            byte[] event = events.bytes(
                    new FeedEntry(41, STATE.present().change(), ChangeFlag.JUMP, Invented.MONDAY.plusSeconds(7)));

            assertThat(pretty(event)).isEqualTo(golden("change-event.json"));
        }
    }

    private @org.jspecify.annotations.Nullable String tag(Caller caller, Locale language, StatusAnswer answer) {
        return json.of(Invented.inquiry("TP/12", null, caller, language), answer)
                .etag();
    }

    private static String pretty(byte[] json) throws IOException {
        var mapper = new JsonMapper();
        return mapper.writerWithDefaultPrettyPrinter()
                .writeValueAsString(mapper.readTree(json))
                .replace("\r", "");
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = AnswerJsonTest.class.getResourceAsStream("/portal/" + name)) {
            return in == null
                    ? "no golden file " + name
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
