package vn.lienthong.hub.facade;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.door.Languages;
import vn.lienthong.hub.door.ProblemAnswer;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.door.RequestId;
import vn.lienthong.hub.door.UnreadableBody;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.soap.SoapOutcome;

/** Tells a caller why its call through a facade came to nothing. */
final class FacadeRefusals {
    private FacadeRefusals() {}

    /** What a failed call comes to. */
    static Problem problem(SystemId system, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FacadeFault fault) {
                return fault.problem();
            }
            if (cause instanceof Untranslatable wrong) {
                return FacadeProblems.wrongInput(wrong);
            }
            if (cause instanceof ProblemException told) {
                return told.problem();
            }
        }
        Problem ofTheBody = UnreadableBody.told(failure);
        boolean isOfTheBody = ofTheBody.kind() == ProblemKind.TOO_LARGE || failure instanceof CharConversionException;
        return isOfTheBody
                ? ofTheBody
                : FacadeProblems.onTheWay(CallProblems.of(system, failure).problem());
    }

    /** Answers with a problem and, where the system told a fault, with that. */
    static void write(HttpServletRequest request, HttpServletResponse response, Problem problem, Throwable failure)
            throws IOException {
        SoapOutcome.Faulted fault = fault(failure);
        if (fault == null) {
            ProblemAnswer.write(request, response, problem);
            return;
        }
        Locale language = Languages.of(request);
        ObjectNode json = ProblemJson.of(problem, language, request.getRequestURI(), RequestId.of(request));
        json.set("fault", faultJson(fault));
        byte[] body = ProblemJson.bytes(json);
        response.setStatus(problem.kind().httpStatus());
        response.setContentType(ProblemJson.CONTENT_TYPE);
        response.setHeader("Content-Language", language.getLanguage());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static SoapOutcome.@Nullable Faulted fault(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FacadeFault told) {
                return told.fault();
            }
        }
        return null;
    }

    private static ObjectNode faultJson(SoapOutcome.Faulted fault) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode codes = json.putArray("codes");
        fault.codes().forEach(codes::add);
        json.put("reason", fault.reason());
        ObjectNode details = json.putObject("detail");
        for (SoapOutcome.Detail detail : fault.details()) {
            details.putRawValue(detail.element(), new RawValue(new String(detail.json(), StandardCharsets.UTF_8)));
        }
        return json;
    }
}
