package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

/** Faults are told to people in Vietnamese too. */
final class BothLanguages {
    private static final String A_LETTER_OF_VIETNAMESE = "[ăâđêôơư\\u00c0-\\u1ef9]";

    private BothLanguages() {}

    /** The fault's English line, once it is seen that there is a Vietnamese one. */
    static String told(Fault fault) {
        assertThat(fault.message().vi())
                .as("in Vietnamese: %s", fault)
                .isNotEqualTo(fault.message().en())
                .containsPattern(A_LETTER_OF_VIETNAMESE);
        return fault.toString();
    }
}
