package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.problem.Problem;

/** The answer to a definition with faults: every one of them. */
@RestControllerAdvice(basePackageClasses = FaultsAnswer.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FaultsAnswer {
    @ExceptionHandler
    ResponseEntity<byte[]> faulty(FaultsFound found, HttpServletRequest request, Locale language) {
        Problem problem =
                RegistrationProblems.faulty(found.connector(), found.faults().size());
        ObjectNode json = ProblemJson.of(problem, language, request.getRequestURI(), null);
        json.set("faults", ConnectorJson.faults(found.connector(), found.faults(), language));
        return ResponseEntity.status(problem.kind().httpStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .cacheControl(CacheControl.noStore())
                .body(ProblemJson.bytes(json));
    }
}
