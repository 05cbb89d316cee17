package vn.lienthong.hub.portal;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Access;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.QueueAccess;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * Says who sent a request, by the broker's word and not by the message's, and whether they may be answered where they
 * want to be: the hub may write anywhere, and nobody is to use that to write where they may not themselves.
 */
@Component("queueAsker")
public final class QueueAsker {
    private static final String STAGE = "who-asks-and-where-to-answer";

    private final Access access;
    private final QueueAccess queues;

    QueueAsker(Access access, QueueAccess queues) {
        this.access = access;
        this.queues = queues;
    }

    /**
     * Puts the caller and the reply address into the properties {@code caller} and {@code replyAddress}.
     *
     * @throws Undeliverable if nobody can be answered
     */
    public void identify(Exchange exchange) throws JMSException {
        Message request = exchange.getMessage().getBody(Message.class);
        exchange.setProperty("request", request);
        @Nullable String user = ReplyAddress.coreOf(request).getValidatedUserID();
        Caller caller = access.byName(user == null ? "" : user).orElseThrow(QueueAsker::unknownCaller);
        @Nullable ReplyAddress address = ReplyAddress.of(request);
        if (address == null) {
            throw noReplyAddress();
        }
        if (!queues.mayBeAnsweredAt(caller, address.address())) {
            throw foreignReplyAddress(caller);
        }
        exchange.setProperty("caller", caller);
        exchange.setProperty("replyAddress", address);
    }

    private static Undeliverable unknownCaller() {
        return refused(
                ProblemKind.NOT_AUTHENTICATED,
                new Bilingual("Không rõ ai gửi thông điệp.", "It is not known who sent the message."),
                new Bilingual(
                        "Gửi bằng tài khoản còn hiệu lực của trục liên thông.",
                        "Send as a client the hub still knows."));
    }

    private static Undeliverable noReplyAddress() {
        return refused(
                ProblemKind.INVALID,
                new Bilingual("Thông điệp không có địa chỉ trả lời.", "The message has no reply address."),
                new Bilingual(
                        "Đặt reply-to (JMS, AMQP, STOMP) hoặc response topic (MQTT 5).",
                        "Set reply-to (JMS, AMQP, STOMP) or a response topic (MQTT 5)."));
    }

    private static Undeliverable foreignReplyAddress(Caller caller) {
        return refused(
                ProblemKind.NOT_ALLOWED,
                new Bilingual(
                        "Địa chỉ trả lời không thuộc về “" + caller.id() + "”.",
                        "The reply address is not one of \"" + caller.id() + "\"."),
                new Bilingual(
                        "Dùng hàng đợi tạm của chính mình hoặc reply." + caller.id() + ".<tên>.",
                        "Use a temporary queue of your own, or reply." + caller.id() + ".<name>."));
    }

    private static Undeliverable refused(ProblemKind kind, Bilingual detail, Bilingual remedy) {
        return new Undeliverable(new Problem(kind, Origin.PORTAL, STAGE, detail, remedy));
    }
}
