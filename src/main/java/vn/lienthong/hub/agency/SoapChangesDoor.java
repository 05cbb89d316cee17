package vn.lienthong.hub.agency;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.w3c.dom.Element;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.Intake.SoapPush;
import vn.lienthong.hub.connector.PushContract;
import vn.lienthong.hub.door.ProblemAnswer;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.soap.Envelope;
import vn.lienthong.hub.translation.soap.SoapMedia;
import vn.lienthong.hub.translation.soap.SoapRefused;

/**
 * Where an agency's system pushes its changes over SOAP, and fetches the contract to do so. Who may push is decided before, by
 * the access module, where the request's headers say who it is, and here where only its envelope does.
 */
final class SoapChangesDoor extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(SoapChangesDoor.class);
    private static final Pattern PATH = Pattern.compile("/([^/]+)/changes");
    /** Of who has not said who it is no more is read, in bytes. */
    private static final int HEAD = 64 << 10;

    private final transient Pushes pushes;
    private final transient PushContracts contracts;
    private final transient EnvelopeSenders senders;
    private final transient BadRecords badRecords;

    SoapChangesDoor(Pushes pushes, PushContracts contracts, EnvelopeSenders senders, BadRecords badRecords) {
        this.pushes = pushes;
        this.contracts = contracts;
        this.senders = senders;
        this.badRecords = badRecords;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Matcher path = PATH.matcher(request.getPathInfo() == null ? "" : request.getPathInfo());
            ConnectorDefinition connector =
                    pushes.pushing(path.matches() ? path.group(1) : "", Intake.SoapPush.class::isInstance);
            if (request.getMethod().equals("GET")) {
                contract(connector, request, response);
                return;
            }
            if (!request.getMethod().equals("POST")) {
                throw notAllowed(request, response);
            }
            SoapMedia media = SoapMedia.of(
                    request.getContentType(), request.getHeader("SOAPAction"), request.getHeader("Content-Encoding"));
            if (media == null || !media.parts().isEmpty()) {
                throw new Undeliverable(PushProblems.noEnvelope());
            }
            call(connector, media, request, new PushReply(media.version(), request, response));
        } catch (ProblemException refused) {
            ProblemAnswer.write(request, response, refused.problem());
        }
    }

    private static Undeliverable notAllowed(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Allow", "GET, POST");
        return new Undeliverable(PushProblems.onlyPosted(request.getMethod()));
    }

    private void contract(ConnectorDefinition connector, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        PushContract contract = contracts
                .find(connector.id())
                .orElseThrow(() -> new TryAgainLater(PushProblems.resting(connector.id())));
        String address = request.getRequestURL().toString();
        String text;
        if (query.equalsIgnoreCase("wsdl")) {
            text = contract.published().wsdl(address);
        } else if (query.startsWith("xsd=")) {
            String name = URLDecoder.decode(query.substring(4), StandardCharsets.UTF_8);
            text = contract.published()
                    .imported(name, address)
                    .orElseThrow(() -> new Undeliverable(PushProblems.unknown()));
        } else {
            throw notAllowed(request, response);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/xml; charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private void call(ConnectorDefinition connector, SoapMedia media, HttpServletRequest request, PushReply reply)
            throws IOException {
        try {
            pushes.requireActive(connector);
            PushContract contract = contracts
                    .find(connector.id())
                    .orElseThrow(() -> new TryAgainLater(PushProblems.notTaken(connector.id())));
            PushEnvelope envelope = new PushEnvelope(media.version(), bytesOfWhoMay(connector, media, request));
            PushEnvelope.Operation called = operation(connector, envelope);
            requireCallOf(contract, called, media);
            reply.answer(contract, pushes.take(connector, called.document()));
        } catch (SoapRefused refused) {
            reply.fault(refused.code(), PushProblems.notAnEnvelopeOfTheContract(refused.words(), connector.id()));
        } catch (ProblemException told) {
            reply.fault(told);
        } catch (AuthenticationException nobody) {
            throw nobody;
        } catch (RuntimeException e) {
            LOG.error("a push of {} failed in a way that was not foreseen", connector.id(), e);
            reply.fault(new Undeliverable(PushProblems.unforeseen(), e));
        }
    }

    /** Reads the envelope; of somebody unknown, only as far as its header says who it is. */
    private byte[] bytesOfWhoMay(ConnectorDefinition connector, SoapMedia media, HttpServletRequest request)
            throws IOException {
        InputStream in = request.getInputStream();
        byte[] head = in.readNBytes(HEAD);
        Element security = security(media, head);
        if (security != null && connector.intake() instanceof SoapPush push) {
            senders.sender(connector, push, security, request.getRemoteAddr());
        } else if (!isKnown()) {
            throw new InsufficientAuthenticationException("neither the request nor its envelope says who sends it");
        }
        if (head.length < HEAD) {
            return head;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(2 * HEAD);
        whole.write(head);
        in.transferTo(whole);
        return whole.toByteArray();
    }

    private static @Nullable Element security(SoapMedia media, byte[] head) {
        try {
            return new PushEnvelope(media.version(), head).security();
        } catch (Undeliverable unreadable) {
            // It may only be cut off here; a whole one that is unreadable is told by who reads it whole.
            if (head.length == HEAD && !isKnown()) {
                throw new Undeliverable(PushProblems.headTooLong(HEAD));
            }
            if (isKnown()) {
                return null;
            }
            throw unreadable;
        }
    }

    private static boolean isKnown() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.getPrincipal() instanceof Caller;
    }

    private PushEnvelope.Operation operation(ConnectorDefinition connector, PushEnvelope envelope) {
        try {
            return envelope.operation();
        } catch (PushEnvelope.BrokenOff e) {
            if (e.reason() instanceof Undeliverable unreadable) {
                badRecords.keepPayload(connector.id(), unreadable.problem(), "text/xml", e.beginning());
            }
            throw e.reason();
        }
    }

    private static void requireCallOf(PushContract contract, PushEnvelope.Operation called, SoapMedia media) {
        String element = contract.element().name().getLocalPart();
        if (!called.name().equals(contract.element().name())) {
            String found = called.name().getLocalPart() + " (\"" + called.name().getNamespaceURI() + "\")";
            String expected = element + " (\"" + contract.element().name().getNamespaceURI() + "\")";
            throw Envelope.sender(
                    "có " + found + " trong Body; cần " + expected,
                    "has " + found + " in its Body; expected " + expected);
        }
        String action = contract.operation().action();
        if (media.action() != null
                && !media.action().isEmpty()
                && !action.isEmpty()
                && !media.action().equals(action)) {
            throw Envelope.sender(
                    "nói action khác với thao tác " + contract.operation().name() + "; cần " + action
                            + " hoặc để trống",
                    "says another action than that of " + contract.operation().name() + "; expected " + action
                            + " or none");
        }
    }
}
