package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.door.Languages;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/** Reads a look-up out of a message: JSON, or the code alone. */
@Component("queueQuestion")
public final class QueueQuestion {
    /** In bytes, or in characters of a text message: many times what a question needs. */
    static final int LONGEST = 64 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    private final LookupSettings settings;
    private final Clock clock;

    QueueQuestion(LookupSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The property {@code language} says, from here on, in which language the caller is answered.
     *
     * @throws Undeliverable if there is no look-up in the message
     */
    public Inquiry read(Exchange exchange) throws JMSException {
        String text = textOf(exchange);
        @Nullable String code = text;
        @Nullable String agency = null;
        Locale language = Languages.VIETNAMESE;
        if (text.startsWith("{")) {
            JsonNode question = json(text);
            language = Languages.ofHeader(member(question, "language"));
            exchange.setProperty("language", language);
            code = member(question, "code");
            agency = member(question, "agency");
        }
        return new Inquiry(
                LookupQuestion.of(code, agency),
                exchange.getProperty("caller", Caller.class),
                language,
                "queue",
                false,
                clock.instant().plus(settings.deadline()));
    }

    /** The request's text. */
    static String textOf(Exchange exchange) throws JMSException {
        return textOf(exchange.getProperty("request", Message.class)).strip();
    }

    static @Nullable String member(JsonNode question, String name) {
        JsonNode value = question.path(name);
        if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
            throw LookupQuestion.invalid(
                    "/" + name,
                    new Bilingual(
                            "Giá trị ở /" + name + " không phải là chữ.", "The value at /" + name + " is not a text."),
                    new Bilingual("Gửi giá trị đó dạng chuỗi JSON.", "Send it as a JSON string."));
        }
        return value.textValue();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw malformed(
                    new Bilingual("Nội dung không phải là JSON đúng cú pháp.", "The body is not well-formed JSON."),
                    new Bilingual(
                            "Gửi {\"code\": \"…\"} hoặc chỉ mã hồ sơ.", "Send {\"code\": \"…\"} or the code alone."));
        }
    }

    private static String textOf(Message message) throws JMSException {
        // Asked before anything is read: a large message is not drawn into memory to be refused.
        if (ReplyAddress.coreOf(message).getBodySize() > 2 * LONGEST) {
            throw tooLarge();
        }
        if (message instanceof TextMessage text) {
            return text.getText() == null ? "" : text.getText();
        }
        if (message instanceof BytesMessage bytes) {
            byte[] body = new byte[(int) Math.min(bytes.getBodyLength(), 2L * LONGEST)];
            bytes.readBytes(body);
            return utf8(body);
        }
        throw malformed(
                new Bilingual("Thông điệp không phải là chữ.", "The message is not a text."),
                new Bilingual("Gửi thông điệp dạng chữ hoặc byte UTF-8.", "Send a text message, or bytes in UTF-8."));
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed(
                    new Bilingual("Nội dung có byte không phải UTF-8.", "There are bytes that are not UTF-8."),
                    new Bilingual("Mã hóa nội dung bằng UTF-8 rồi gửi lại.", "Encode it in UTF-8 and send it again."));
        }
    }

    private static Undeliverable tooLarge() {
        return new Undeliverable(new Problem(
                ProblemKind.TOO_LARGE,
                Origin.PORTAL,
                LookupQuestion.STAGE,
                new Bilingual("Thông điệp quá dài.", "The message is too long."),
                new Bilingual(
                        "Câu hỏi dài nhất " + LONGEST + " byte.", "A question has at most " + LONGEST + " bytes.")));
    }

    private static Undeliverable malformed(Bilingual detail, Bilingual remedy) {
        return new Undeliverable(
                new Problem(ProblemKind.MALFORMED, Origin.PORTAL, LookupQuestion.STAGE, detail, remedy));
    }
}
