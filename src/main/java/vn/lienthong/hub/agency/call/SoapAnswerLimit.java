package vn.lienthong.hub.agency.call;

import java.io.InputStream;
import java.time.Duration;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import vn.lienthong.hub.agency.AgencySettings;

/** Stops reading a SOAP answer that goes on beyond a length or a time. */
final class SoapAnswerLimit extends AbstractPhaseInterceptor<Message> {
    private final long longest;
    private final Duration slowest;

    SoapAnswerLimit(AgencySettings settings, Duration answerTimeout) {
        super(Phase.RECEIVE);
        this.longest = settings.largestAnswer().toBytes();
        this.slowest = answerTimeout.multipliedBy(AnswerLimit.PATIENCE);
    }

    @Override
    public void handleMessage(Message message) {
        InputStream content = message.getContent(InputStream.class);
        if (content != null) {
            message.setContent(InputStream.class, new LimitedAnswer(content, longest, slowest, () -> {}));
        }
    }
}
