package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps are written as status and minute, such as 4a; the same twice is a step repeated within one second. */
class PortalStepTest {
    @ParameterizedTest(name = "told {0}, to tell {1}, there {2}: {3} already")
    @CsvSource({
        "'',   '1a 2b',    '',             0",
        "'',   '1a 2b',    '1a',           1",
        "'',   '1a 2b',    '1a 2b',        2",
        "1a,   '2b 4c',    '1a',           0",
        "1a,   '2b 4c',    '1a 2b',        1",
        "1a,   '2b 4c',    '1a 2b 4c',     2",
        "4c,   '4c 9d',    '1a 4c',        0",
        "4c,   '4c 9d',    '1a 4c 4c',     1",
        "'',   '4c 4c 9d', '4c',           1",
        "'',   '4c 4c 9d', '4c 4c',        2",
        "'',   '1a 2b',    '7x 1a',        1",
        "1a,   '2b 4c',    '1a 2b 7x',     1",
        "1a,   '2b 4c',    '7x',           0",
        "1a,   '2b 4c',    '',             0",
    })
    void countsWhatThePortalHas(String told, String toTell, String there, int expected) {
        List<PortalStep> before = steps(told);

        int already = PortalStep.alreadyThere(before.isEmpty() ? null : before.get(0), steps(toTell), steps(there));

        assertThat(already).isEqualTo(expected);
    }

    private static List<PortalStep> steps(String written) {
        return Arrays.stream(written.split(" "))
                .filter(step -> !step.isEmpty())
                .map(step -> new PortalStep(step.substring(0, 1), step.substring(1)))
                .toList();
    }
}
