package vn.lienthong.hub.facade;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Facade;
import vn.lienthong.hub.door.ProblemAnswer;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.openapi.SoapCalls;
import vn.lienthong.hub.translation.openapi.SoapReplies;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.soap.SoapRefused;
import vn.lienthong.hub.translation.soap.SoapRefused.Code;
import vn.lienthong.hub.translation.soap.SoapVersion;

/** Where connectors' operations are called over SOAP. Who may call whose is decided before, by the access module. */
final class SoapFacadeDoor extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(SoapFacadeDoor.class);
    private static final String DOOR = "facade-soap";

    private final transient Connectors connectors;
    private final transient SoapFacades facades;
    private final transient ProducerTemplate routes;
    private final transient FacadeTrail trail;
    private final transient Limits limits;
    private final transient ShownTokens tokens;
    private final transient FacadeDrops drops;

    SoapFacadeDoor(
            Connectors connectors,
            SoapFacades facades,
            ProducerTemplate routes,
            FacadeTrail trail,
            Limits limits,
            ShownTokens tokens,
            FacadeDrops drops) {
        this.tokens = tokens;
        this.drops = drops;
        this.connectors = connectors;
        this.facades = facades;
        this.routes = routes;
        this.trail = trail;
        this.limits = limits;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            SystemId id = connector(request);
            SoapFacade facade = facades.find(id).orElse(null);
            boolean asksContract =
                    request.getMethod().equals("GET") && "wsdl".equalsIgnoreCase(request.getQueryString());
            if (facade != null && asksContract) {
                contract(facade, request, response);
            } else if (!request.getMethod().equals("POST")) {
                response.setHeader("Allow", "POST");
                throw new Undeliverable(FacadeProblems.methodNotAllowed(request.getMethod(), List.of("POST")));
            } else if (facade == null || !connectors.isActive(id)) {
                response.setHeader("Retry-After", "5");
                throw new Undeliverable(FacadeProblems.resting(id));
            } else {
                call(facade, request, response);
            }
        } catch (Undeliverable refused) {
            ProblemAnswer.write(request, response, refused.problem());
        }
    }

    private SystemId connector(HttpServletRequest request) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        return SystemId.parse(path.startsWith("/") ? path.substring(1) : path)
                .flatMap(connectors::find)
                .filter(connector -> connector.facade() instanceof Facade.Soap)
                .map(ConnectorDefinition::id)
                .orElseThrow(() -> new Undeliverable(FacadeProblems.noSuchFacade()));
    }

    private static void contract(SoapFacade facade, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] wsdl = facade.contract().wsdl(request.getRequestURL().toString()).getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/xml; charset=utf-8");
        response.setContentLength(wsdl.length);
        response.getOutputStream().write(wsdl);
    }

    private void call(SoapFacade facade, HttpServletRequest request, HttpServletResponse response) throws IOException {
        SoapHttp http = SoapHttp.of(request, response, facade.signer());
        SystemId system = facade.connector().id();
        if (http == null) {
            throw new Undeliverable(FacadeProblems.notAnEnvelope());
        }
        SoapCalls.Call read;
        try {
            read = calls(facade, http.version())
                    .read(http.version(), http.action(), http.parts(), request.getInputStream());
        } catch (SoapRefused refused) {
            trail.note(system.toString(), refused.code().name(), DOOR);
            http.fault(refused.code(), String.valueOf(refused.getMessage()));
            return;
        } catch (Untranslatable wrong) {
            trail.note(system.toString(), "invalid", DOOR);
            http.fault(Code.SENDER, String.valueOf(wrong.getMessage()));
            return;
        }
        SoapFacadeCall call = new SoapFacadeCall(facade, http.version(), read, http.answer());
        Exchange done = routes.request("direct:" + system + "-facade?block=false", exchange -> exchange.getMessage()
                .setBody(call));
        Throwable failure = done.getException();
        if (failure == null) {
            SoapReplies.Outcome outcome = done.getProperty(
                    SoapFacadeSteps.OUTCOME, SoapReplies.Outcome.RECEIVER_FAULT, SoapReplies.Outcome.class);
            boolean isAnswered = outcome == SoapReplies.Outcome.ANSWERED;
            trail.note(call.subject(), isAnswered ? "answered" : outcome.name(), DOOR);
            call.answer().end(isAnswered ? HttpServletResponse.SC_OK : SoapVersion.FAULT_STATUS);
            return;
        }
        refused(http, call, failure);
    }

    private SoapCalls calls(SoapFacade facade, SoapVersion version) {
        CallersSignatures signatures = facade.signatures();
        Credentials.UsernameToken token = facade.declared().usernameToken();
        return new SoapCalls(
                facade.contract(),
                facade.strictness(),
                limits,
                token == null ? null : security -> tokens.check(token, security, signatures != null),
                signatures == null ? null : signatures.guard(version),
                dropped -> drops.count(facade.connector().id(), dropped));
    }

    private void refused(SoapHttp http, SoapFacadeCall call, Throwable failure) throws IOException {
        if (call.answer().hasCallerLeft()) {
            trail.note(call.subject(), "caller-left", DOOR);
            return;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SoapRefused refused) {
                trail.note(call.subject(), refused.code().name(), DOOR);
                http.fault(refused.code(), String.valueOf(refused.getMessage()));
                return;
            }
        }
        Problem problem = FacadeRefusals.problem(call.facade().connector().id(), failure);
        trail.note(call.subject(), problem.kind().key(), DOOR);
        if (problem.kind() == ProblemKind.UNEXPECTED) {
            LOG.error("a call of {} failed in a way that was not foreseen", call.subject(), failure);
        }
        if (http.response().isCommitted()) {
            LOG.warn(
                    "an answer of {} broke off after its beginning was sent: {}",
                    call.subject(),
                    problem.kind().key());
            // The server knows this one: it cuts the connection, and half an envelope is not taken for a whole one.
            throw new ClientAbortException("the answer of " + call.subject() + " broke off");
        }
        Code code = problem.origin() == Origin.PORTAL ? Code.SENDER : Code.RECEIVER;
        http.fault(code, problem.detail().en());
    }
}
