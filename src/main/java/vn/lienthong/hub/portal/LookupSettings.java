package vn.lienthong.hub.portal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How look-ups are answered.
 *
 * @param deadline how long a caller waits for an answer at most, whatever the agencies do
 * @param unknownFor how long an agency's "there is no such dossier" is good
 * @param mostOpenQuestions how many questions one agency may be thinking about at a time; above that, callers are told
 *     the last known at once, so that one slow agency holds up nobody who asks for another
 */
@ConfigurationProperties("lienthong.lookup")
record LookupSettings(
        @DefaultValue("5s") Duration deadline,
        @DefaultValue("5s") Duration unknownFor,
        @DefaultValue("128") int mostOpenQuestions) {
    LookupSettings {
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException(
                    "lienthong.lookup.deadline was " + deadline + "; expected a time, such as 5s");
        }
        if (mostOpenQuestions < 1) {
            throw new IllegalArgumentException(
                    "lienthong.lookup.most-open-questions was " + mostOpenQuestions + "; expected 1 or more");
        }
    }
}
