package vn.lienthong.hub.agency.call;

import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.transport.http.HTTPException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.translation.soap.SecurityFaults;

/** Tells what a failed SOAP call comes to: a fault of the system's own, HTTP in the way, or no SOAP at all. */
final class SoapFaults {
    private static final Set<String> OUT_OF_ORDER = Set.of("Server", "Receiver");

    /** CXF says so of a root element that is no envelope. */
    private static final String NO_SOAP = "VersionMismatch";

    private SoapFaults() {}

    static ProblemException problem(SystemId system, Throwable failure) {
        HTTPException http = find(failure, HTTPException.class);
        if (http != null) {
            int status = http.getResponseCode();
            return status == 401 ? CallProblems.notLetIn(system) : byStatus(system, status);
        }
        if (find(failure, CharConversionException.class) != null) {
            return CallProblems.notXml(system);
        }
        if (find(failure, ProblemException.class) != null || find(failure, IOException.class) != null) {
            return CallProblems.of(system, failure);
        }
        SoapFault fault = find(failure, SoapFault.class);
        if (fault != null && find(failure, XMLStreamException.class) == null) {
            return told(system, fault);
        }
        // CXF's own words about an answer that is no SOAP quote it, so they are not kept as a cause.
        return find(failure, XMLStreamException.class) != null || find(failure, Fault.class) != null
                ? CallProblems.notXml(system)
                : CallProblems.of(system, failure);
    }

    private static ProblemException byStatus(SystemId system, int status) {
        return status >= 300 && status < 400
                ? CallProblems.redirected(system, status)
                : CallProblems.httpStatus(system, status, null);
    }

    private static ProblemException told(SystemId system, SoapFault fault) {
        List<String> codes = codes(fault).toList();
        if (codes.contains(NO_SOAP)) {
            return CallProblems.notXml(system);
        }
        if (codes.stream().anyMatch(SecurityFaults.NOT_LET_IN::contains)) {
            return CallProblems.notLetIn(system);
        }
        String words = AnswerReader.shown(String.valueOf(fault.getReason()));
        boolean outOfOrder = codes.size() == 1 && OUT_OF_ORDER.contains(codes.get(0));
        return outOfOrder
                ? CallProblems.outOfOrder(system, words)
                : CallProblems.refused(system, AnswerReader.shown(String.join(", ", codes)), words);
    }

    /** The codes a fault bears: its own, and the texts in its detail that stand alone. */
    static Stream<String> codes(@Nullable Throwable failure) {
        SoapFault fault = failure == null ? null : find(failure, SoapFault.class);
        if (fault == null) {
            return Stream.of();
        }
        List<String> codes = new ArrayList<>();
        codes.add(fault.getFaultCode().getLocalPart());
        if (fault.getSubCodes() != null) {
            fault.getSubCodes().forEach(code -> codes.add(code.getLocalPart()));
        }
        collect(fault.getDetail(), codes);
        return codes.stream();
    }

    private static void collect(@Nullable Element detail, List<String> codes) {
        Node child = detail == null ? null : detail.getFirstChild();
        for (; child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && "code".equalsIgnoreCase(element.getLocalName())) {
                codes.add(element.getTextContent().strip());
            } else if (child instanceof Element element) {
                collect(element, codes);
            }
        }
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
