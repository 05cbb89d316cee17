package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.ConnectorDefinition.Delivery.AnswerRule;
import vn.lienthong.hub.delivery.HttpAnswer;
import vn.lienthong.hub.delivery.RetryAfter;
import vn.lienthong.hub.portal.NationalAnswer.Away;
import vn.lienthong.hub.portal.NationalAnswer.Outcome;
import vn.lienthong.hub.portal.NationalAnswer.Said;
import vn.lienthong.hub.portal.NationalAnswer.SessionEnded;
import vn.lienthong.hub.portal.NationalAnswer.Verdict;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/**
 * Reads a portal's HTTP answer. Such portals put their errors into answers of status 200, give codes as numbers or as
 * texts, and tell some outcomes in words only.
 */
final class NationalAnswerReader {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Pattern SUCCESS = Pattern.compile("0+");
    /** Long runs of digits may be personal ids or phone numbers. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{9,}");

    private static final int LONGEST_WORDS = 200;
    private static final Set<Integer> REFUSES_THE_CONTENT = Set.of(400, 409, 413, 422);
    private static final Set<Integer> ASKS_FOR_PATIENCE = Set.of(408, 425, 429);
    private static final List<String> EXISTS = List.of("da ton tai", "already exist");
    private static final List<String> UNKNOWN =
            List.of("khong ton tai", "khong tim thay", "chua ton tai", "not found", "does not exist");
    private static final List<String> NOT_NOW =
            List.of("thu lai", "ban xu ly", "dang ban", "qua tai", "tam thoi", "try again", "busy", "temporar");
    private static final Set<String> NOT_NOW_CODES = Set.of("429", "500", "502", "503", "504");
    private static final List<String> SESSION = List.of("session", "phien lam viec", "phien dang nhap", "het phien");

    private final Clock clock;
    private final Set<String> expiredCodes;
    private final List<AnswerRule> rules;

    /**
     * @param expiredCodes the codes that mean that the session has ended, where the words do not tell
     * @param rules what this portal means by its own codes and words, before what such portals usually mean
     */
    NationalAnswerReader(Clock clock, List<String> expiredCodes, List<AnswerRule> rules) {
        this.rules = List.copyOf(rules);
        this.clock = clock;
        this.expiredCodes = expiredCodes.isEmpty() ? Set.of("-1", "401") : Set.copyOf(expiredCodes);
    }

    NationalAnswer read(HttpAnswer answer) {
        int status = answer.status();
        byte[] content = answer.content();
        if (status == 401 || status == 403) {
            return new SessionEnded(new Verdict(Outcome.REFUSED, Integer.toString(status), ""));
        }
        if (REFUSES_THE_CONTENT.contains(status) || isRefusedInItsOwnWords(status, content)) {
            JsonNode body = tree(content);
            String words = body == null ? "" : shown(text(body, "message"));
            String code = "HTTP " + status;
            return new Said(
                    new Verdict(outcome(code, words), code, words),
                    Map.of(),
                    body == null ? JSON.createObjectNode() : body);
        }
        if (status < 200 || status > 299) {
            return away(ProblemKind.SYSTEM_UNAVAILABLE, "HTTP " + status, patience(answer), false);
        }
        JsonNode body = tree(content);
        if (body == null || text(body, "error_code").isEmpty()) {
            return away(ProblemKind.UNREADABLE_ANSWER, "HTTP " + status, patience(answer), false);
        }
        Verdict whole = verdict(body);
        Map<String, Verdict> items = items(body);
        if (whole.outcome() != Outcome.TAKEN && items.isEmpty() && endsTheSession(whole)) {
            return new SessionEnded(whole);
        }
        return new Said(whole, items, body);
    }

    /** An error of the caller's that the portal itself tells, not a web server before it that does not find the portal. */
    private static boolean isRefusedInItsOwnWords(int status, byte[] content) {
        if (status < 400 || status > 499 || ASKS_FOR_PATIENCE.contains(status)) {
            return false;
        }
        JsonNode body = tree(content);
        String code = body == null ? "" : text(body, "error_code");
        return !code.isEmpty() && !SUCCESS.matcher(code).matches();
    }

    /** What is to be made of a call that failed below HTTP, or whose answer broke off. */
    NationalAnswer noAnswer(Exception failure) {
        // What was never connected never carried the call; anything else may have.
        boolean mayStillArrive = !(failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException);
        return away(ProblemKind.SYSTEM_UNAVAILABLE, failure.getClass().getSimpleName(), null, mayStillArrive);
    }

    private static Away away(ProblemKind kind, String found, @Nullable Duration patience, boolean mayStillArrive) {
        var remedy = new Bilingual(
                "Không cần làm gì nếu cổng sớm hoạt động lại: trục tự thử và gửi tiếp. Nếu kéo dài, kiểm tra địa chỉ"
                        + " trong connector.yaml và liên hệ đơn vị vận hành cổng.",
                "Nothing, if the portal is back soon: the hub probes and goes on by itself. If this lasts, check the"
                        + " address in connector.yaml and call the portal's operators.");
        var detail = kind == ProblemKind.UNREADABLE_ANSWER
                ? new Bilingual(
                        "Cổng trả lời không đúng định dạng (" + found + ").",
                        "The portal's answer is not in its own format (" + found + ").")
                : new Bilingual("Cổng không phục vụ (" + found + ").", "The portal does not serve (" + found + ").");
        return new Away(new Problem(kind, Origin.PORTAL, "deliver", detail, remedy), patience, mayStillArrive);
    }

    private boolean endsTheSession(Verdict verdict) {
        String words = NationalText.plain(verdict.words());
        return SESSION.stream().anyMatch(words::contains)
                || verdict.outcome() == Outcome.REFUSED && expiredCodes.contains(verdict.code());
    }

    private Map<String, Verdict> items(JsonNode body) {
        Map<String, Verdict> items = new HashMap<>();
        for (JsonNode item : listed(member(body, "data"))) {
            String code = text(item, "MaHoSo");
            if (!code.isEmpty() && !text(item, "error_code").isEmpty()) {
                items.put(code, verdict(item));
            }
        }
        return items;
    }

    private Verdict verdict(JsonNode node) {
        String code = text(node, "error_code");
        String words = shown(text(node, "message"));
        return new Verdict(outcome(code, words), code, words);
    }

    private Outcome outcome(String code, String words) {
        String plain = NationalText.plain(words);
        for (AnswerRule rule : rules) {
            if (fits(rule, code, plain)) {
                return Outcome.valueOf(rule.means().name());
            }
        }
        if (SUCCESS.matcher(code).matches()) {
            return Outcome.TAKEN;
        }
        if (EXISTS.stream().anyMatch(plain::contains)) {
            return Outcome.EXISTS;
        }
        if (UNKNOWN.stream().anyMatch(plain::contains) || code.equals("404")) {
            return Outcome.UNKNOWN;
        }
        boolean later = NOT_NOW.stream().anyMatch(plain::contains) || NOT_NOW_CODES.contains(code);
        return later ? Outcome.NOT_NOW : Outcome.REFUSED;
    }

    private static boolean fits(AnswerRule rule, String code, String plainWords) {
        return (rule.code() == null || rule.code().equals(code))
                && (rule.words() == null || plainWords.contains(NationalText.plain(rule.words())));
    }

    /** A list as it is; a single object, or none, as a list of that. */
    static List<JsonNode> listed(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return List.of();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false).toList() : List.of(node);
    }

    /** A member by name; portals vary the case of their names. */
    static @Nullable JsonNode member(JsonNode node, String name) {
        JsonNode exact = node.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** A member as text; empty where there is none. */
    static String text(JsonNode node, String name) {
        JsonNode value = member(node, name);
        return value == null || value.isNull() || value.isContainerNode()
                ? ""
                : value.asText().strip();
    }

    private static String shown(String words) {
        return NationalText.cut(
                LONG_NUMBER.matcher(words.replaceAll("\\p{Cntrl}", " ")).replaceAll("…"), LONGEST_WORDS);
    }

    private @Nullable Duration patience(HttpAnswer answer) {
        return RetryAfter.read(answer.retryAfter(), clock.instant()).orElse(null);
    }

    private static @Nullable JsonNode tree(byte[] content) {
        try {
            JsonNode tree = JSON.readTree(content);
            return tree != null && tree.isObject() ? tree : null;
        } catch (IOException e) {
            return null;
        }
    }
}
