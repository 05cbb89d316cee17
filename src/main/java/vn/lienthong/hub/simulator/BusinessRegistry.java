package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A one-stop system with its session in the body and its errors inside HTTP 200. What of it is public and what invented
 * is told in {@code connectors/business-registry/connector.yaml}.
 */
public final class BusinessRegistry implements AgencySimulator {
    static final String ID = "business-registry";
    static final String USER = "lienthong";
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> SUCCESSES = List.of("0", "0", "00");

    private final LoopbackServer server;
    private final Misbehaviour misbehaviour = new Misbehaviour();
    private final Sessions sessions;
    private final Life life;
    private final String password;
    private final BusinessRegistryDesk desk;
    private final AtomicInteger answers = new AtomicInteger();

    private BusinessRegistry(int port, String password, AgencyStart start, Clock clock) {
        this.server = LoopbackServer.open(ID, port, misbehaviour);
        this.sessions = new Sessions(clock, Duration.ofMinutes(15));
        this.life = new Life(
                Offices.businessRegistry(), start.seed(), start.dossiers(), misbehaviour, start.stateFolder(), clock);
        this.password = password;
        this.desk = new BusinessRegistryDesk(life, this::error);
    }

    /**
     * @param port 0 for any free one
     * @throws PortTaken if another process has the port
     */
    public static BusinessRegistry start(int port, String password, AgencyStart start, Clock clock) {
        BusinessRegistry registry = new BusinessRegistry(port, password, start, clock);
        registry.server.serve("/mapi/login", registry::login, registry::failure);
        registry.server.serve("/mapi/g", registry::serve, registry::failure);
        new Controls(ID, registry.misbehaviour, registry.server)
                .showing(registry::state)
                .ending(registry.sessions)
                .moving(registry.life, () -> {})
                .serve();
        registry.server.start();
        return registry;
    }

    private Reply login(Request request) {
        ObjectNode asked = Json.readObject(request.body());
        if (!asked.path("username").asText().equals(USER)
                || !asked.path("password").asText().equals(password)) {
            return error("401", "Sai tên đăng nhập hoặc mật khẩu");
        }
        return Reply.json(200, Map.of("error_code", 0, "session", sessions.begin()));
    }

    private Reply serve(Request request) {
        ObjectNode asked;
        try {
            asked = Json.readObject(request.body());
        } catch (IllegalArgumentException e) {
            return error("400", "Dữ liệu gửi lên không đúng định dạng JSON");
        }
        if (!sessions.isOpen(asked.path("session").asText(""))) {
            return error("-1", "Phiên làm việc đã hết hạn");
        }
        String service = asked.path("service").asText("");
        return switch (service) {
            case "DanhSachHoSo" -> list(asked);
            case "ChiTietHoSo" -> detail(asked.path("masohoso").asText(""));
            case "NopHoSo" -> handedIn(() -> desk.submit(asked));
            case "CapNhatHoSo" -> handedIn(() -> desk.amend(asked));
            default -> error("99", "Không có dịch vụ " + service);
        };
    }

    private Reply list(ObjectNode asked) {
        Instant from;
        Instant to;
        int page;
        int size;
        try {
            from = moment(asked.path("tungay").asText(""), false);
            to = moment(asked.path("denngay").asText(""), true);
            page = Integer.parseInt(asked.path("trang").asText("0"));
            size = Integer.parseInt(asked.path("soluong").asText("50"));
        } catch (DateTimeException | NumberFormatException e) {
            return error("400", "Sai định dạng tungay, denngay (yyyy-MM-dd), trang hoặc soluong");
        }
        if (page < 0 || size < 1 || size > 500) {
            return error("400", "trang tính từ 0, soluong từ 1 đến 500");
        }
        ArrayNode data = Json.MAPPER.createArrayNode();
        pageOf(from, to, page, size).forEach(told -> addListed(data, told));
        return success(BusinessRegistryJson.listOrOne(data));
    }

    private List<Told> pageOf(Instant from, Instant to, int page, int size) {
        List<Told> found = new ArrayList<>(life.all().stream()
                .filter(told -> !told.change().recordedAt().isBefore(from)
                        && told.change().recordedAt().isBefore(to))
                .sorted(Comparator.comparing((Told told) -> told.change().recordedAt())
                        .thenComparing(told -> told.facts().index()))
                .skip((long) page * size)
                .limit(size)
                .toList());
        if (misbehaviour.faults().disorder()) {
            Collections.shuffle(found, new Random(found.size()));
        }
        return found;
    }

    private void addListed(ArrayNode data, Told told) {
        data.add(BusinessRegistryJson.listed(told));
        if (misbehaviour.hits(Misbehaviour.Kind.REPEAT)) {
            data.add(BusinessRegistryJson.listed(told));
        }
    }

    private Reply detail(String code) {
        return life.find(code)
                .map(told -> success(BusinessRegistryJson.detailed(told)))
                .orElseGet(() -> error("404", "Không tìm thấy hồ sơ"));
    }

    /** What a portal hands in, and what is said later about it. */
    @FunctionalInterface
    private interface Act {
        BusinessRegistryDesk.Handed now() throws IOException;
    }

    private Reply handedIn(Act act) {
        BusinessRegistryDesk.Handed handed;
        try {
            handed = act.now();
        } catch (IOException noPaperNow) {
            return Reply.problem(503, "a paper cannot be fetched now");
        }
        return handed.refusal()
                .orElseGet(() -> success(Json.object()
                        .put(
                                "MaHoSoDonVi",
                                handed.dossier().orElseThrow().facts().number())));
    }

    /** A day, which ends at its last moment, or a second. */
    private static Instant moment(String text, boolean end) {
        if (text.length() > 10) {
            return LocalDateTime.parse(text, SECOND).atZone(VietnamTime.ZONE).toInstant();
        }
        LocalDate day = LocalDate.parse(text);
        return (end ? day.plusDays(1) : day).atStartOfDay(VietnamTime.ZONE).toInstant();
    }

    private Reply success(JsonNode data) {
        int answer = answers.getAndIncrement();
        ObjectNode body = Json.object();
        body.set("error_code", BusinessRegistryJson.numberOrText(SUCCESSES.get(answer % SUCCESSES.size()), answer + 1));
        body.put("message", "");
        body.set("data", data);
        return Reply.json(200, body);
    }

    private Reply error(String code, String message) {
        ObjectNode body = Json.object();
        body.set("error_code", BusinessRegistryJson.numberOrText(code, answers.getAndIncrement()));
        return Reply.json(200, body.put("message", message));
    }

    private Reply failure(Request request) {
        return error("500", "Lỗi hệ thống");
    }

    private Map<String, Object> state() {
        return Map.of(
                "dossiers",
                life.all().size(),
                "changes",
                life.last(),
                "submissions",
                life.submissions(),
                "files",
                desk.files());
    }

    @Override
    public void step() {
        life.step(1);
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
        life.close();
    }
}
