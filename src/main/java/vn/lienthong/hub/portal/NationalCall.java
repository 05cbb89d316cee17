package vn.lienthong.hub.portal;

import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import vn.lienthong.hub.delivery.Call;

/**
 * One call to a national-style portal.
 *
 * @param kind which of the route's calls it is
 * @param body its JSON
 * @param about whose it is; nobody's for a log-in
 */
record NationalCall(Step kind, byte[] body, List<NationalErrand> about) implements Call {
    NationalCall {
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

        static Step of(NationalErrand.Stage stage) {
            return switch (stage) {
                case ASK -> ASK_WHAT_IT_HAS;
                case ADD -> ADD_DOSSIERS;
                case UPDATE -> UPDATE_DOSSIERS;
                case PROGRESS -> TELL_PROGRESS;
            };
        }
    }

    @Override
    public String step() {
        return kind.id();
    }

    @Override
    public void layOut(Message message) {
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        message.setHeader("Accept", "application/json");
        message.setBody(body);
    }

    /** Prints no personal data and no secret. */
    @Override
    public String toString() {
        return kind.id() + " for " + about.size();
    }
}
