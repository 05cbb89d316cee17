package vn.lienthong.hub.facade;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.AgencySettings;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.soap.SoapAnswer;
import vn.lienthong.hub.translation.soap.SoapOutcome;

/** Reads what a system answers to a call through its facade, and writes it to the caller as it comes. */
@Component
final class FacadeAnswers {
    private static final Set<String> XML = Set.of("text/xml", "application/soap+xml", "application/xml");
    private static final Set<String> NOT_LET_IN =
            Set.of("FailedAuthentication", "InvalidSecurity", "InvalidSecurityToken", "FailedCheck");

    private final Limits limits;

    FacadeAnswers(AgencySettings settings) {
        this.limits = Limits.MESSAGE.ofBytes(settings.largestAnswer().toBytes());
    }

    /** @throws FacadeFault if the system answered with one */
    void answer(FacadeCall call, Message message) throws IOException, FacadeFault {
        SystemId system = call.facade().connector().id();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String type = mediaType(message);
        if (status >= 300 && status < 400) {
            throw new Undeliverable(FacadeProblems.redirected(system, status));
        }
        if (XML.contains(type)) {
            envelope(call, message, status);
        } else if (status == 401 || status == 403) {
            throw CallProblems.notLetIn(system);
        } else if (status >= 400) {
            throw new Undeliverable(FacadeProblems.httpStatus(system, status));
        } else if (call.served().operation().oneWay()) {
            call.answer().endWithout(202);
        } else {
            throw new Undeliverable(FacadeProblems.notSoap(system, status, type.isEmpty() ? "no content type" : type));
        }
    }

    private static String mediaType(Message message) {
        String told = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        int end = told.indexOf(';');
        String type = (end < 0 ? told : told.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        // What is told is shown to the caller, so it is a type or nothing.
        return type.matches("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}") ? type : "";
    }

    private void envelope(FacadeCall call, Message message, int status) throws IOException, FacadeFault {
        SystemId system = call.facade().connector().id();
        InputStream body = message.getBody(InputStream.class);
        try (InputStream xml = body == null ? InputStream.nullInputStream() : body) {
            // An error is no answer whatever it holds, but for a fault; so nothing of it goes out.
            HeldAnswer answer = call.answer();
            SoapOutcome outcome = new SoapAnswer(
                            call.facade().port().version(),
                            call.served().operation(),
                            call.facade().strictness(),
                            limits)
                    .read(xml, status >= 400 ? java.io.OutputStream.nullOutputStream() : answer);
            if (outcome instanceof SoapOutcome.Faulted fault) {
                throw told(system, fault);
            }
            if (status >= 400) {
                throw new Undeliverable(FacadeProblems.httpStatus(system, status));
            }
            end(call, ((SoapOutcome.Answered) outcome).dropped());
        } catch (Untranslatable wrong) {
            Problem problem = status >= 400 || call.served().operation().oneWay()
                    ? FacadeProblems.httpStatus(system, status)
                    : FacadeProblems.wrongAnswer(system, wrong);
            throw new Undeliverable(problem);
        }
    }

    private static void end(FacadeCall call, long dropped) throws IOException {
        if (call.served().operation().output() == null) {
            call.answer().endWithout(call.served().operation().oneWay() ? 202 : 204);
        } else {
            call.answer().end(dropped);
        }
    }

    private static FacadeFault told(SystemId system, SoapOutcome.Faulted fault) {
        if (fault.codes().stream().anyMatch(NOT_LET_IN::contains)) {
            return new FacadeFault(CallProblems.notLetIn(system).problem(), fault);
        }
        String code = fault.codes().isEmpty() ? "?" : String.join(", ", fault.codes());
        return new FacadeFault(FacadeProblems.faulted(system, fault.isOfTheSender(), code, fault.reason()), fault);
    }
}
