package vn.lienthong.hub.facade;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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
import vn.lienthong.hub.translation.soap.SecurityFaults;
import vn.lienthong.hub.translation.soap.SoapAnswer;
import vn.lienthong.hub.translation.soap.SoapOperation;
import vn.lienthong.hub.translation.soap.SoapOutcome;

/** Reads what a system answers to a call through its facade, and writes it to the caller as it comes. */
@Component
final class FacadeAnswers {
    private static final Set<String> XML = Set.of("text/xml", "application/soap+xml", "application/xml");
    private static final String PARTS = "multipart/related";
    private static final Pattern TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}");

    private final Limits limits;
    private final FacadeDrops drops;

    FacadeAnswers(AgencySettings settings, FacadeDrops drops) {
        this.drops = drops;
        this.limits = Limits.MESSAGE.ofBytes(settings.largestAnswer().toBytes());
    }

    /** @throws FacadeFault if the system answered with one */
    void answer(FacadeCall call, Message message) throws IOException, FacadeFault {
        InputStream body = message.getBody(InputStream.class);
        // Whatever comes of it, the connection is given back.
        try (PushbackInputStream content =
                new PushbackInputStream(body == null ? InputStream.nullInputStream() : body)) {
            int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
            SoapOperation operation = call.served().operation();
            // Where nothing is to be said, some systems send no envelope either.
            if (!operation.givesOutput() && status < 300 && isEmpty(content)) {
                call.answer().endWithout(operation.oneWay() ? 202 : 204);
            } else {
                answer(call, message, status, content);
            }
        }
    }

    private static boolean isEmpty(PushbackInputStream content) throws IOException {
        int first = content.read();
        if (first >= 0) {
            content.unread(first);
        }
        return first < 0;
    }

    private void answer(FacadeCall call, Message message, int status, InputStream content)
            throws IOException, FacadeFault {
        SystemId system = call.facade().connector().id();
        String type = mediaType(message);
        if (status >= 300 && status < 400) {
            throw new Undeliverable(FacadeProblems.redirected(system, status));
        }
        if (XML.contains(type) || type.equals(PARTS)) {
            envelope(call, message, status, content);
        } else if (status == 401 || status == 403) {
            throw CallProblems.notLetIn(system);
        } else if (status >= 400) {
            throw new Undeliverable(FacadeProblems.httpStatus(system, status));
        } else {
            throw new Undeliverable(FacadeProblems.notSoap(system, status, type.isEmpty() ? "no content type" : type));
        }
    }

    private static String mediaType(Message message) {
        String told = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        int end = told.indexOf(';');
        String type = (end < 0 ? told : told.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        // What is told is shown to the caller, so it is a type or nothing.
        return TYPE.matcher(type).matches() ? type : "";
    }

    private void envelope(FacadeCall call, Message message, int status, InputStream xml)
            throws IOException, FacadeFault {
        SystemId system = call.facade().connector().id();
        try {
            // An error is no answer whatever it holds, but for a fault; so nothing of it goes out.
            OutputStream json = status >= 400 ? OutputStream.nullOutputStream() : call.answer();
            SoapOutcome outcome = mediaType(message).equals(PARTS)
                    ? reader(call).readParts(xml, message.getHeader(Exchange.CONTENT_TYPE, "", String.class), json)
                    : reader(call).read(xml, json);
            if (outcome instanceof SoapOutcome.Faulted fault) {
                throw told(system, fault);
            }
            if (status >= 400) {
                throw new Undeliverable(FacadeProblems.httpStatus(system, status));
            }
            end(call, ((SoapOutcome.Answered) outcome).dropped());
        } catch (Untranslatable wrong) {
            Problem problem = status >= 400
                    ? FacadeProblems.httpStatus(system, status)
                    : FacadeProblems.wrongAnswer(system, wrong);
            throw new Undeliverable(problem);
        }
    }

    private SoapAnswer reader(FacadeCall call) {
        return new SoapAnswer(
                call.facade().port().version(),
                call.served().operation(),
                call.facade().strictness(),
                limits,
                call.facade().addressing() ? call.id() : null,
                header -> call.answer().header(FacadeHeaders.name(header.element()), FacadeHeaders.value(header)));
    }

    private void end(FacadeCall call, long dropped) throws IOException {
        drops.count(call.facade().connector().id(), dropped);
        if (!call.served().operation().givesOutput()) {
            call.answer().endWithout(call.served().operation().oneWay() ? 202 : 204);
        } else {
            call.answer().end(dropped);
        }
    }

    private static FacadeFault told(SystemId system, SoapOutcome.Faulted fault) {
        if (fault.codes().stream().anyMatch(SecurityFaults.NOT_LET_IN::contains)) {
            return new FacadeFault(CallProblems.notLetIn(system).problem(), fault);
        }
        String code = fault.codes().isEmpty() ? "?" : String.join(", ", fault.codes());
        return new FacadeFault(FacadeProblems.faulted(system, fault.isOfTheSender(), code, fault.reason()), fault);
    }
}
