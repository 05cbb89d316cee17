package vn.lienthong.hub.deadletter;

import jakarta.jms.JMSException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.jms.JmsMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.DeadLetters.Original;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/**
 * Messages on the broker that nobody could use. A route that has one labels it and sends it to hub.undeliverable, which works
 * while the store is away; from there they come into the dead letters.
 */
@Component("undeliverableMessages")
public final class UndeliverableMessages {
    private static final SystemId UNKNOWN = SystemId.of("unknown-system");
    /** Where systems send their changes, each to an address that ends with its id. */
    private static final String CHANGES = "agency.changes.";

    private final DeadLetters letters;
    private final Clock clock;

    UndeliverableMessages(DeadLetters letters, Clock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    /** Replaces a message's headers by what is wrong with it, and by who sent it where that is known. */
    public static void label(Message message, Problem problem, @Nullable String sender) {
        message.removeHeaders("*");
        message.setHeaders(new java.util.HashMap<>(Map.of(
                "problem", problem.kind().name(),
                "origin", problem.origin().name(),
                "stage", problem.stage(),
                "detailVi", problem.detail().vi(),
                "detailEn", problem.detail().en(),
                "remedyVi", problem.remedy().vi(),
                "remedyEn", problem.remedy().en())));
        if (sender != null) {
            message.setHeader("sender", sender);
        }
    }

    /** Keeps a message, labelled or not; on disk when this returns. */
    public void keep(Exchange exchange) throws JMSException {
        Message message = exchange.getMessage();
        byte @Nullable [] body = message.getBody(byte[].class);
        byte[] content = body == null ? new byte[0] : body;
        String address = addressBefore(message);
        if (address.startsWith(CHANGES)) {
            letters.keep(
                    system(address.substring(CHANGES.length())),
                    putAside(address),
                    new Original(Form.PAYLOAD, "application/json", content),
                    null,
                    clock.instant());
            return;
        }
        letters.keep(
                system(message.getHeader("sender", String.class)),
                labelled(message).orElseGet(() -> putAside(address)),
                new Original(Form.MESSAGE, "text/plain", content),
                null,
                clock.instant());
    }

    /** Where a message was before the broker or an administrator moved it; empty where it was sent here. */
    private static String addressBefore(Message message) throws JMSException {
        String before = message instanceof JmsMessage jms && jms.getJmsMessage() != null
                ? jms.getJmsMessage().getStringProperty("_AMQ_ORIG_ADDRESS")
                : null;
        return before == null ? "" : before;
    }

    private static SystemId system(@Nullable String id) {
        return Optional.ofNullable(id).flatMap(SystemId::parse).orElse(UNKNOWN);
    }

    private static Optional<Problem> labelled(Message message) {
        try {
            return Optional.of(new Problem(
                    ProblemKind.valueOf(text(message, "problem")),
                    Origin.valueOf(text(message, "origin")),
                    text(message, "stage"),
                    new Bilingual(text(message, "detailVi"), text(message, "detailEn")),
                    new Bilingual(text(message, "remedyVi"), text(message, "remedyEn"))));
        } catch (IllegalArgumentException notLabelled) {
            return Optional.empty();
        }
    }

    private static String text(Message message, String name) {
        String text = message.getHeader(name, String.class);
        if (text == null) {
            throw new IllegalArgumentException(name + " is not there");
        }
        return text;
    }

    private static Problem putAside(String address) {
        String where = address.isEmpty() ? "" : String.format(Locale.ROOT, " (%s)", address);
        return new Problem(
                ProblemKind.UNEXPECTED,
                Origin.HUB,
                "message-put-aside",
                new Bilingual(
                        "Một thông điệp đã bị chuyển sang hàng đợi hub.undeliverable" + where + ".",
                        "A message was put aside on the queue hub.undeliverable" + where + "."),
                new Bilingual(
                        "Xem nội dung: phát lại được nếu đó là thay đổi của một hệ thống, nếu không thì bỏ đi.",
                        "Look at it: it can be replayed if it holds changes of a system; else discard it."));
    }
}
