package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.agency.Batch.BadRecord;
import vn.lienthong.hub.agency.PushedChanges.Receipt;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.door.Languages;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;

/** Where an agency's system posts its changes. Who may post for which system is decided before, by the access module. */
@RestController
final class ChangesDoor {
    private static final String STAGE = "receive";
    private static final ObjectWriter JSON = new ObjectMapper().writer();
    /** After what time to try again a connector that rests: nobody knows for how long, and one that asks is cheap. */
    private static final Duration REST = Duration.ofMinutes(1);
    /** A connector that is being changed is back within seconds. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Connectors connectors;
    private final ProducerTemplate routes;

    ChangesDoor(Connectors connectors, ProducerTemplate routes) {
        this.connectors = connectors;
        this.routes = routes;
    }

    @PostMapping(path = "/api/v1/connectors/{id}/changes", consumes = MediaType.APPLICATION_JSON_VALUE)
    void push(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ConnectorDefinition connector = pushing(id);
        if (!connectors.isActive(connector.id())) {
            throw new TryAgainLater(resting(connector.id()), REST, null);
        }
        byte[] payload = request.getInputStream().readAllBytes();
        Exchange done =
                routes.request("direct:" + connector.id() + "-intake?block=false", exchange -> exchange.getMessage()
                        .setBody(payload));
        if (done.getException() instanceof ProblemException told) {
            throw told;
        }
        if (done.getException() != null) {
            throw new TryAgainLater(notTaken(connector.id()), SOON, done.getException());
        }
        // Written whole, so that its length is known and it goes out in one piece, with no converter to be chosen.
        byte[] answer = JSON.writeValueAsBytes(told(done.getMessage().getBody(Receipt.class), Languages.of(request)));
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    private ConnectorDefinition pushing(String id) {
        return SystemId.parse(id)
                .flatMap(connectors::find)
                .filter(connector -> connector.intake() instanceof Intake.RestPush)
                .orElseThrow(() -> new Undeliverable(unknown()));
    }

    private static ObjectNode told(Receipt receipt, Locale language) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("accepted", receipt.batch().changes().size());
        ArrayNode problems = answer.putArray("problems");
        for (int i = 0; i < receipt.batch().bad().size(); i++) {
            BadRecord bad = receipt.batch().bad().get(i);
            for (Problem problem : bad.problems()) {
                problems.add(ProblemJson.of(problem, language)
                        .put("line", bad.line())
                        .put("deadLetter", receipt.deadLetters().get(i)));
            }
        }
        return answer;
    }

    private static Problem unknown() {
        return new Problem(
                ProblemKind.UNKNOWN_AGENCY,
                Origin.PORTAL,
                STAGE,
                new Bilingual(
                        "Trục không có kết nối nào có mã đó nhận thay đổi được gửi đến.",
                        "The hub has no connector of that id whose system pushes its changes."),
                new Bilingual(
                        "Kiểm tra mã kết nối trong địa chỉ, và mục intake trong connector.yaml của nó.",
                        "Check the connector's id in the address, and the intake in its connector.yaml."));
    }

    private static Problem resting(SystemId connector) {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Kết nối " + connector + " đang tạm dừng nên trục không nhận thay đổi.",
                        "The connector " + connector + " is paused, so the hub takes no changes for it."),
                new Bilingual(
                        "Hãy giữ lại và gửi lại sau; chưa có gì được nhận.",
                        "Keep them and send them again later; nothing of this was taken."));
    }

    private static Problem notTaken(SystemId connector) {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Trục hiện không nhận thay đổi của " + connector + ".",
                        "The hub does not take changes of " + connector + " at the moment."),
                new Bilingual(
                        "Hãy gửi lại sau; quản trị viên xem tuyến " + connector + "-intake.",
                        "Send them again later; the administrator looks at the route " + connector + "-intake."));
    }
}
