package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A national-style portal: it applies what it is told, twice if it is told twice, keeps a log that only grows, and
 * misbehaves on demand.
 */
final class MemoryPortal {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, JsonNode> dossiers = new LinkedHashMap<>();
    private final List<Line> log = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private int sessions;
    /** Told of each call before it is carried out; an answer of its own stands for the portal's. */
    private Function<Request, @Nullable Reply> before = request -> null;
    /** Told of each call after it was carried out. */
    private Function<Request, @Nullable Reply> after = request -> null;
    /** What is wrong with an item, or null. */
    private Function<JsonNode, @Nullable String> fault = item -> null;

    private boolean tellsItems = true;

    /** A progress entry the portal applied. */
    record Line(String code, String status, String at) {}

    /** A call that came in. */
    record Request(String service, JsonNode body) {
        boolean mentions(String code) {
            return body.toString().contains('"' + code + '"');
        }
    }

    /** What the portal answers. */
    record Reply(int status, String body, Map<String, String> headers) {
        static Reply of(int status, String body) {
            return new Reply(status, body, Map.of());
        }
    }

    synchronized void before(Function<Request, @Nullable Reply> hook) {
        before = hook;
    }

    synchronized void after(Function<Request, @Nullable Reply> hook) {
        after = hook;
    }

    synchronized void faulty(Function<JsonNode, @Nullable String> judge) {
        fault = judge;
    }

    /** Refuses a whole batch for one bad item, after having applied those before it, and does not say which it was. */
    synchronized void tellsNoItems() {
        tellsItems = false;
    }

    synchronized void endSessions() {
        sessions += 1000;
    }

    synchronized List<Line> log() {
        return List.copyOf(log);
    }

    synchronized List<Line> logOf(String code) {
        return log.stream().filter(line -> line.code().equals(code)).toList();
    }

    /** The services called, in order. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized void forget(String code) {
        dossiers.remove(code);
    }

    synchronized void know(String code) {
        dossiers.put(code, JSON.createObjectNode().put("MaHoSo", code).put("TrangThaiHoSo", "1"));
    }

    synchronized JsonNode dossier(String code) {
        return dossiers.getOrDefault(code, JSON.missingNode());
    }

    Reply answer(String path, byte[] content) {
        JsonNode body = tree(content);
        var request = new Request(
                path.endsWith("/login") ? "login" : body.path("service").asText(), body);
        Function<Request, @Nullable Reply> first;
        Function<Request, @Nullable Reply> last;
        synchronized (this) {
            calls.add(request.service());
            first = before;
            last = after;
        }
        // Hooks may wait, so they run outside the lock.
        Reply instead = first.apply(request);
        if (instead != null) {
            return instead;
        }
        String answer = carryOut(request);
        Reply replaced = last.apply(request);
        return replaced != null ? replaced : Reply.of(200, answer);
    }

    private synchronized String carryOut(Request request) {
        if (request.service().equals("login")) {
            return "{\"error_code\":0,\"session\":\"s" + ++sessions + "\"}";
        }
        if (!request.body().path("session").asText().equals("s" + sessions)) {
            return "{\"error_code\":\"-1\",\"message\":\"Session không hợp lệ\"}";
        }
        return switch (request.service()) {
            case "TraCuuHoSo" -> lookUp(request.body().path("mahoso").asText());
            case "DongBoHoSoMC" -> each(request.body(), this::addOrUpdate);
            case "CapNhatTienDoHoSoMC" -> each(request.body(), this::progress);
            default -> "{\"error_code\":\"400\",\"message\":\"service?\"}";
        };
    }

    private String lookUp(String code) {
        JsonNode dossier = dossiers.get(code);
        if (dossier == null) {
            return "{\"error_code\":\"404\",\"message\":\"Không tìm thấy hồ sơ\"}";
        }
        ObjectNode answer = JSON.createObjectNode().put("error_code", "0");
        ObjectNode data = dossier.deepCopy();
        ArrayNode steps = data.putArray("TienDo");
        logOf(code)
                .forEach(line ->
                        steps.addObject().put("TrangThai", line.status()).put("ThoiDiemXuLy", line.at()));
        answer.set("data", data);
        return answer.toString();
    }

    private interface Act {
        @Nullable
        String on(JsonNode body, JsonNode item);
    }

    private String each(JsonNode body, Act act) {
        if (body.path("data").size() > 10) {
            return "{\"error_code\":\"413\",\"message\":\"Quá 10 hồ sơ\"}";
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode items = JSON.createArrayNode();
        boolean bad = false;
        for (JsonNode item : body.path("data")) {
            String wrong = fault.apply(item);
            if (wrong == null) {
                wrong = act.on(body, item);
            }
            bad |= wrong != null;
            if (bad && !tellsItems) {
                return answer.put("error_code", "9").put("message", wrong).toString();
            }
            items.addObject()
                    .put("MaHoSo", item.path("MaHoSo").asText())
                    .put("error_code", wrong == null ? "0" : "9")
                    .put("message", wrong == null ? "" : wrong);
        }
        answer.put("error_code", bad ? "1" : "0");
        if (bad) {
            answer.set("data", items);
        }
        return answer.toString();
    }

    private @Nullable String addOrUpdate(JsonNode body, JsonNode item) {
        String code = item.path("MaHoSo").asText();
        boolean updating = body.path("isUpdating").asText().equals("True");
        if (updating != dossiers.containsKey(code)) {
            return updating ? "Hồ sơ không tồn tại" : "Hồ sơ đã tồn tại";
        }
        dossiers.put(code, item);
        return null;
    }

    private @Nullable String progress(JsonNode body, JsonNode item) {
        String code = item.path("MaHoSo").asText();
        if (!dossiers.containsKey(code)) {
            return "Hồ sơ không tồn tại";
        }
        log.add(new Line(
                code, item.path("TrangThai").asText(), item.path("ThoiDiemXuLy").asText()));
        return null;
    }

    private static JsonNode tree(byte[] content) {
        try {
            return JSON.readTree(new String(content, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
