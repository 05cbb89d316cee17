package vn.lienthong.hub.facade;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Facade;
import vn.lienthong.hub.door.ProblemAnswer;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.schema.Untranslatable;

/**
 * Where connectors' operations are called as REST. Who may call whose is decided before, by the access module. It is no
 * controller, because an answer that breaks off in its middle has to cut the connection, and a servlet's failure does.
 */
final class RestFacadeDoor extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(RestFacadeDoor.class);
    private static final String DOOR = "facade-rest";
    private static final List<String> CONTRACT = List.of("openapi.json");
    private static final Pattern JSON =
            Pattern.compile("application/([a-z0-9.+-]+\\+)?json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern PARTS =
            Pattern.compile("multipart/(form-data|related)\\s*;.*", Pattern.CASE_INSENSITIVE);

    private final transient Connectors connectors;
    private final transient RestFacades facades;
    private final transient ProducerTemplate routes;
    private final transient FacadeTrail trail;

    RestFacadeDoor(Connectors connectors, RestFacades facades, ProducerTemplate routes, FacadeTrail trail) {
        this.connectors = connectors;
        this.facades = facades;
        this.routes = routes;
        this.trail = trail;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            serve(request, response);
        } catch (Undeliverable refused) {
            ProblemAnswer.write(request, response, refused.problem());
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> asked = segments(request);
        SystemId id = connector(asked.get(0));
        List<String> path = asked.subList(1, asked.size());
        Optional<RestFacade> facade = facades.find(id);
        if (path.equals(CONTRACT) && facade.isPresent()) {
            contract(facade.get(), request, response);
            return;
        }
        if (facade.isEmpty() || !connectors.isActive(id)) {
            response.setHeader("Retry-After", "5");
            throw new Undeliverable(FacadeProblems.resting(id));
        }
        List<ServedOperation> found = facade.get().at(path);
        if (found.isEmpty()
                && path.get(0).equals("contract")
                && request.getMethod().equals("GET")) {
            document(facade.get(), String.join("/", path.subList(1, path.size())), response);
            return;
        }
        if (found.isEmpty()) {
            throw new Undeliverable(FacadeProblems.noSuchOperation(id));
        }
        Optional<ServedOperation> operation = RestFacade.by(request.getMethod(), found);
        if (operation.isEmpty()) {
            List<String> allowed =
                    found.stream().map(one -> one.method().name()).toList();
            response.setHeader("Allow", String.join(", ", allowed));
            throw new Undeliverable(FacadeProblems.methodNotAllowed(request.getMethod(), allowed));
        }
        call(facade.get(), operation.get(), path, request, response);
    }

    private static List<String> segments(HttpServletRequest request) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        return Arrays.asList((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
    }

    private SystemId connector(String name) {
        return SystemId.parse(name)
                .flatMap(connectors::find)
                .filter(connector -> connector.facade() instanceof Facade.Rest)
                .map(ConnectorDefinition::id)
                .orElseThrow(() -> new Undeliverable(FacadeProblems.noSuchFacade()));
    }

    private static void contract(RestFacade facade, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            throw new Undeliverable(FacadeProblems.methodNotAllowed(request.getMethod(), List.of("GET")));
        }
        byte[] document = facade.openApi();
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "public, max-age=300");
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }

    /** The WSDL and what it imports, to whoever may call: as they are, with the addresses that they name. */
    private static void document(RestFacade facade, String name, HttpServletResponse response) throws IOException {
        byte[] content = facade.document(name);
        if (content == null) {
            throw new Undeliverable(
                    FacadeProblems.noSuchOperation(facade.connector().id()));
        }
        response.setContentType("text/xml");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private void call(
            RestFacade facade,
            ServedOperation operation,
            List<String> path,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        InputStream json = input(facade, operation, path, request);
        String headers = headers(facade, operation, request);
        FacadeCall call = new FacadeCall(
                facade,
                operation,
                json,
                isOfParts(operation, request) ? request.getContentType() : "",
                "urn:uuid:" + UUID.randomUUID(),
                headers,
                new HeldAnswer(response, "application/json"));
        SystemId system = facade.connector().id();
        if (!facade.enter()) {
            response.setHeader("Retry-After", "1");
            throw new Undeliverable(FacadeProblems.busy(system));
        }
        try {
            Exchange done = routes.request("direct:" + system + "-facade?block=false", exchange -> exchange.getMessage()
                    .setBody(call));
            tell(call, done.getException(), request, response);
        } finally {
            facade.leave();
        }
    }

    private void tell(
            FacadeCall call, @Nullable Throwable failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (failure == null || call.answer().hasCallerLeft()) {
            trail.note(call.subject(), failure == null ? "answered" : "caller-left", DOOR);
            return;
        }
        Problem problem = FacadeRefusals.problem(call.facade().connector().id(), failure);
        trail.note(call.subject(), problem.kind().key(), DOOR);
        if (problem.kind() == ProblemKind.UNEXPECTED) {
            LOG.error("a call of {} failed in a way that was not foreseen", call.subject(), failure);
        }
        if (response.isCommitted()) {
            LOG.warn(
                    "an answer of {} broke off after its beginning was sent: {}",
                    call.subject(),
                    problem.kind().key());
            // The server knows this one: it cuts the connection, and looks for no error page that cannot be written any
            // more.
            throw new ClientAbortException("the answer of " + call.subject() + " broke off");
        }
        FacadeRefusals.write(request, response, problem, failure);
    }

    private static boolean isOfParts(ServedOperation operation, HttpServletRequest request) {
        String type = request.getContentType();
        return operation.takesParts()
                && !operation.method().takesParameters()
                && type != null
                && PARTS.matcher(type).matches();
    }

    private static String headers(RestFacade facade, ServedOperation operation, HttpServletRequest request)
            throws IOException {
        try {
            return FacadeHeaders.xml(request, operation, facade.strictness());
        } catch (Untranslatable wrong) {
            throw new Undeliverable(FacadeProblems.wrongInput(wrong));
        }
    }

    private static InputStream input(
            RestFacade facade, ServedOperation operation, List<String> path, HttpServletRequest request)
            throws IOException {
        if (operation.method().takesParameters()) {
            try {
                return new FacadeParameters(facade, operation).json(path, request.getQueryString());
            } catch (Untranslatable wrong) {
                throw new Undeliverable(FacadeProblems.wrongInput(wrong));
            }
        }
        String type = request.getContentType();
        String coding = request.getHeader("Content-Encoding");
        boolean isJson = type != null && JSON.matcher(type).matches() || isOfParts(operation, request);
        boolean isPlain = coding == null || coding.equalsIgnoreCase("identity");
        if (operation.operation().takesInput() && (!isJson || !isPlain)) {
            throw new Undeliverable(FacadeProblems.unsupportedType(type));
        }
        return request.getInputStream();
    }
}
