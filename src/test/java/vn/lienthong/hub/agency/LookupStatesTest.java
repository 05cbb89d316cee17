package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.agency.AgencyAnswer.NoSuchDossier;
import vn.lienthong.hub.agency.AgencyAnswer.Silent;
import vn.lienthong.hub.agency.LookupStates.LookupState;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;

class LookupStatesTest {
    private static final SystemId TAX = SystemId.of("tax-office");
    private static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");
    private static final Problem AWAY = LookupProblems.noAnswer(TAX);

    private final LookupStates states = new LookupStates(Clock.fixed(NOW, ZoneOffset.UTC));

    @Nested
    class WhenASystemIsSilent {
        @Test
        void isHinderedUntilItAnswersAndRemembersWhyAfterwards() {
            states.note(TAX, new Silent(AWAY));

            assertThat(states.find(TAX)).contains(new LookupState(null, NOW, AWAY, AWAY));

            states.note(TAX, new NoSuchDossier());

            assertThat(states.find(TAX)).contains(new LookupState(NOW, NOW, null, AWAY));
        }
    }

    @Nested
    class WhenADefinitionIsMadeAnew {
        @Test
        void isForgotten() {
            states.note(TAX, new Silent(AWAY));

            states.forget(TAX);

            assertThat(states.find(TAX)).isEmpty();
        }
    }
}
