package vn.lienthong.hub.portal;

import java.util.List;
import java.util.Locale;

/**
 * One call to a national-style portal.
 *
 * @param step which of the route's calls it is
 * @param body its JSON
 * @param about whose it is; nobody's for a log-in
 */
record DeliveryCall(Step step, byte[] body, List<DeliveryErrand> about) {
    DeliveryCall {
        about = List.copyOf(about);
    }

    /** The calls, each a step of the route. */
    enum Step {
        LOG_IN,
        ASK_WHAT_IT_HAS,
        ADD_DOSSIERS,
        UPDATE_DOSSIERS,
        TELL_PROGRESS;

        /** The id of the route's step: {@code log-in}. */
        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Step of(DeliveryErrand.Stage stage) {
            return switch (stage) {
                case ASK -> ASK_WHAT_IT_HAS;
                case ADD -> ADD_DOSSIERS;
                case UPDATE -> UPDATE_DOSSIERS;
                case PROGRESS -> TELL_PROGRESS;
            };
        }
    }

    /** Prints no personal data and no secret. */
    @Override
    public String toString() {
        return step.id() + " for " + about.size();
    }
}
