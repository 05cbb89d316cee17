package vn.lienthong.hub.translation.soap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;

/** Reads a fault of either version. It is small, or what is too much of it is left out. */
final class SoapFaultReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_DETAIL = 64 << 10;
    private static final int MOST = 16;
    private static final String FAULT = "/Envelope/Body/Fault";

    private final List<ElementTranslation> declared;
    private final Limits limits;
    private final List<String> codes = new ArrayList<>();
    private final List<SoapOutcome.Detail> details = new ArrayList<>();
    private String reason = "";

    SoapFaultReader(List<ElementTranslation> declared, Limits limits) {
        this.declared = declared;
        this.limits = limits;
    }

    /** @param reader at the fault's start */
    SoapOutcome.Faulted read(XMLStreamReader reader) throws XMLStreamException, IOException {
        boolean whole = true;
        while (whole && AnswerEnvelope.nextTag(reader, FAULT) == XMLStreamConstants.START_ELEMENT) {
            whole = member(reader);
        }
        return new SoapOutcome.Faulted(codes, reason, details);
    }

    /** @return whether the reader is at the member's end, so that more can be read */
    private boolean member(XMLStreamReader reader) throws XMLStreamException, IOException {
        switch (reader.getLocalName()) {
            case "faultcode" -> code(text(reader));
            case "faultstring" -> reason = text(reader);
            case "Code" -> code(reader);
            case "Reason" -> reason(reader);
            case "detail", "Detail" -> {
                return details(reader);
            }
            default -> AnswerEnvelope.skip(reader);
        }
        return true;
    }

    /** The code and, within each, its finer one. */
    private void code(XMLStreamReader reader) throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = AnswerEnvelope.nextTag(reader, FAULT + "/Code");
            if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("Value")) {
                code(text(reader));
            } else {
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : -1;
            }
        }
    }

    private void code(String written) {
        String name = written.strip();
        if (codes.size() < MOST && !name.isEmpty()) {
            codes.add(name.substring(name.indexOf(':') + 1));
        }
    }

    private void reason(XMLStreamReader reader) throws XMLStreamException {
        while (AnswerEnvelope.nextTag(reader, FAULT + "/Reason") == XMLStreamConstants.START_ELEMENT) {
            String text = text(reader);
            reason = reason.isEmpty() ? text : reason;
        }
    }

    private boolean details(XMLStreamReader reader) throws XMLStreamException, IOException {
        while (isAtNext(reader)) {
            ElementTranslation known = declared.stream()
                    .filter(one -> one.name().equals(reader.getName()))
                    .findFirst()
                    .orElse(null);
            if (known == null || details.size() >= MOST) {
                AnswerEnvelope.skip(reader);
            } else if (!detail(reader, known)) {
                return false;
            }
        }
        return true;
    }

    /** Texts beside the elements of a detail are met, and passed over. */
    private static boolean isAtNext(XMLStreamReader reader) throws XMLStreamException {
        int event = reader.next();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            event = reader.next();
        }
        return event == XMLStreamConstants.START_ELEMENT;
    }

    private boolean detail(XMLStreamReader reader, ElementTranslation element) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(json)) {
            element.toJson(reader, generator, Strictness.LENIENT, limits);
        } catch (Untranslatable wrong) {
            // The fault itself is what matters; a detail that is not as declared is left out.
            return false;
        }
        if (json.size() <= LONGEST_DETAIL) {
            details.add(new SoapOutcome.Detail(element.name().getLocalPart(), json.toByteArray()));
        }
        return true;
    }

    private static String text(XMLStreamReader reader) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            int event = reader.next();
            boolean isText = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
            if (isText && text.length() < LONGEST_REASON) {
                text.append(reader.getText());
            }
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
        return AnswerEnvelope.shortened(text.toString().strip().replaceAll("\\s+", " "), LONGEST_REASON);
    }
}
