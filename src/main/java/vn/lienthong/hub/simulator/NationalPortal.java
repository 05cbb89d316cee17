package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A portal that is told of dossiers and their progress, in the shape of the national portal's sync API; its page at
 * {@code /} shows them. What of it is public and what invented is told in {@code connectors/national-portal/connector.yaml}.
 */
public final class NationalPortal implements Simulator {
    static final String ID = "national-portal";
    static final String USER = "lienthong";
    static final String DOSSIERS = "DongBoHoSoMC";
    static final String PROGRESS = "CapNhatTienDoHoSoMC";
    private static final String LOOK_UP = "TraCuuHoSo";
    private static final int LARGEST_BATCH = 10;

    private final LoopbackServer server;
    private final Misbehaviour misbehaviour = new Misbehaviour();
    private final Sessions sessions;
    private final PortalBook book;
    private final String password;

    private NationalPortal(int port, String password, @Nullable Path stateFolder, Clock clock) {
        this.server = LoopbackServer.open(ID, port, misbehaviour);
        this.sessions = new Sessions(clock, Duration.ofMinutes(30));
        this.book = new PortalBook(clock, stateFolder);
        this.password = password;
    }

    /**
     * @param port 0 for any free one
     * @param stateFolder where the log is kept from one start to the next; null to keep it in memory only
     * @throws PortTaken if another process has the port
     */
    public static NationalPortal start(int port, String password, @Nullable Path stateFolder, Clock clock) {
        NationalPortal portal = new NationalPortal(port, password, stateFolder, clock);
        PortalPage page = new PortalPage(portal.book, clock);
        portal.server.serve("/mapi/login", portal::login, NationalPortal::failure);
        portal.server.serve("/mapi/g", portal::serve, NationalPortal::failure);
        portal.server.serveSteadily("/log", request -> portal.log(request.number("from", 1, 1, Integer.MAX_VALUE)));
        portal.server.serveSteadily("/", page::answer);
        new Controls(ID, portal.misbehaviour, portal.server)
                .showing(portal::state)
                .telling(portal::truth)
                .ending(portal.sessions)
                .keeping(portal.book)
                .serve();
        portal.server.start();
        return portal;
    }

    private Reply login(Request request) {
        ObjectNode asked = Json.readObject(request.body());
        if (!asked.path("username").asText().equals(USER)
                || !asked.path("password").asText().equals(password)) {
            return Reply.json(200, Map.of("error_code", 401, "message", "Sai tên đăng nhập hoặc mật khẩu"));
        }
        return Reply.json(200, Map.of("error_code", 0, "message", "", "session", sessions.begin()));
    }

    private Reply serve(Request request) {
        ObjectNode asked;
        try {
            asked = Json.readObject(request.body());
        } catch (IllegalArgumentException e) {
            return answer("400", "Nội dung yêu cầu không phải JSON hợp lệ");
        }
        if (!sessions.isOpen(asked.path("session").asText(""))) {
            return answer("-1", "Phiên làm việc không tồn tại hoặc đã hết hạn");
        }
        if (asked.path("madonvi").asText("").isBlank()) {
            return answer("400", "Thiếu trường bắt buộc madonvi");
        }
        String service = asked.path("service").asText("");
        return switch (service) {
            case DOSSIERS -> takeDossiers(asked);
            case PROGRESS -> takeProgress(asked);
            case LOOK_UP -> lookUp(asked.path("mahoso").asText(""));
            default -> answer("400", "Dịch vụ " + service + " không được hỗ trợ");
        };
    }

    private Reply takeDossiers(ObjectNode asked) {
        String isUpdating = asked.path("isUpdating").asText("").toLowerCase(Locale.ROOT);
        if (!isUpdating.equals("true") && !isUpdating.equals("false")) {
            return answer("400", "Trường isUpdating phải là True hoặc False");
        }
        return take(asked.path("data"), item -> book.tellDossier(item, isUpdating.equals("true")));
    }

    private Reply takeProgress(ObjectNode asked) {
        return take(asked.path("data"), book::tellProgress);
    }

    private static Reply take(JsonNode data, Function<JsonNode, PortalBook.Entry> tell) {
        if (!data.isArray() || data.isEmpty()) {
            return answer("400", "Trường data phải là danh sách có ít nhất một phần tử");
        }
        if (data.size() > LARGEST_BATCH) {
            return answer("413", "Mỗi lần gửi tối đa " + LARGEST_BATCH + " phần tử");
        }
        ArrayNode results = Json.MAPPER.createArrayNode();
        boolean allTaken = true;
        for (JsonNode item : data) {
            PortalBook.Entry entry = tell.apply(item);
            allTaken &= entry.taken();
            results.addObject()
                    .put("MaHoSo", entry.code())
                    .put("error_code", entry.result())
                    .put("message", entry.message());
        }
        ObjectNode answer = envelope(allTaken ? "0" : "1", allTaken ? "Thành công" : "Có phần tử không hợp lệ");
        answer.set("data", results);
        return Reply.json(200, answer);
    }

    private Reply lookUp(String code) {
        PortalBook.Held held = book.find(code);
        if (held == null) {
            return answer("404", "Không tìm thấy hồ sơ " + code);
        }
        ObjectNode data = held.facts().deepCopy();
        data.put("TrangThaiHoSo", held.status());
        data.putArray("TienDo").addAll(held.progress());
        ObjectNode answer = envelope("0", "Thành công");
        answer.set("data", data);
        return Reply.json(200, answer);
    }

    private Reply log(long from) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (PortalBook.Entry entry : book.log()) {
            if (entry.n() >= from) {
                lines.writeBytes(Json.bytes(entry));
                lines.write('\n');
            }
        }
        return new Reply(200, "application/x-ndjson; charset=utf-8", lines.toByteArray(), Map.of());
    }

    private static Reply failure(Request request) {
        return answer("500", "Lỗi hệ thống, vui lòng thử lại sau");
    }

    private static Reply answer(String errorCode, String message) {
        return Reply.json(200, envelope(errorCode, message));
    }

    private static ObjectNode envelope(String errorCode, String message) {
        return Json.object().put("error_code", errorCode).put("message", message);
    }

    private Map<String, Object> state() {
        return Map.of("dossiers", book.held().size(), "logged", book.log().size());
    }

    private Object truth() {
        return book.held();
    }

    /** All that the portal was told, oldest first, as {@code GET /log} shows it. */
    public List<JsonNode> told() {
        return book.log().stream()
                .map(entry -> Json.MAPPER.<JsonNode>valueToTree(entry))
                .toList();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public URI address() {
        return server.address();
    }

    @Override
    public void misbehave(Faults faults) {
        misbehaviour.set(faults);
    }

    @Override
    public void close() {
        server.close();
        book.close();
    }
}
