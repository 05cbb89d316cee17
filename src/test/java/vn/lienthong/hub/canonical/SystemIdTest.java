package vn.lienthong.hub.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemIdTest {
    /** The shape as it is told to people, for which the class has a loop. */
    private static final Pattern SHAPE = Pattern.compile("[a-z](?:-?[a-z0-9]){1,39}");

    private static final String LETTERS = "abz019--Aé_ ";

    @ParameterizedTest
    @ValueSource(strings = {"tax-office", "ab", "a1", "a-1", "x234567890123456789012345678901234567890"})
    void anIdIsTaken(String id) {
        assertThat(SystemId.parse(id)).map(SystemId::value).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1a", "-ab", "ab-", "a--b", "Ab", "a_b", "a b", "é1"})
    void whatIsNoneIsRefusedWithWhatWouldBeRight(String id) {
        assertThat(SystemId.parse(id)).isEmpty();
        assertThatThrownBy(() -> SystemId.of(id)).hasMessageContaining("2 to 40 lower-case letters");
    }

    @Test
    void theLoopTakesWhatTheShapeTakes() {
        Random random = new Random(20261130);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder id = new StringBuilder();
            for (int length = random.nextInt(45); length > 0; length--) {
                id.append(LETTERS.charAt(random.nextInt(i % 2 == 0 ? LETTERS.length() : 7)));
            }
            boolean fits = id.length() <= 40 && SHAPE.matcher(id).matches();
            assertThat(SystemId.parse(id.toString()).isPresent()).as("%s", id).isEqualTo(fits);
        }
    }
}
