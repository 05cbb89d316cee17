package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.agency.Batch.BadRecord;
import vn.lienthong.hub.agency.PushedChanges.Receipt;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.door.Languages;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.problem.Problem;

/** Where an agency's system posts its changes. Who may post for which system is decided before, by the access module. */
@RestController
final class ChangesDoor {
    private static final ObjectWriter JSON = new ObjectMapper().writer();

    private final Pushes pushes;

    ChangesDoor(Pushes pushes) {
        this.pushes = pushes;
    }

    @PostMapping(path = "/api/v1/connectors/{id}/changes", consumes = MediaType.APPLICATION_JSON_VALUE)
    void push(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ConnectorDefinition connector = pushes.pushing(id, Intake.RestPush.class::isInstance);
        pushes.requireActive(connector);
        Receipt receipt = pushes.take(connector, request.getInputStream().readAllBytes());
        // Written whole, so that its length is known and it goes out in one piece, with no converter to be chosen.
        byte[] answer = receipt.batch().bad().isEmpty()
                ? ("{\"accepted\":" + receipt.batch().changes().size() + ",\"problems\":[]}")
                        .getBytes(StandardCharsets.US_ASCII)
                : JSON.writeValueAsBytes(told(receipt, request));
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    private static ObjectNode told(Receipt receipt, HttpServletRequest request) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("accepted", receipt.batch().changes().size());
        ArrayNode problems = answer.putArray("problems");
        Locale language = Languages.of(request);
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
}
