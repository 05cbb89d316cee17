package vn.lienthong.hub.simulator;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** How the social insurance office writes a file of changes: CSV or edXML-like XML, with the same columns. */
enum InsuranceFile {
    CSV(".csv") {
        @Override
        byte[] write(List<Told> changes, Instant now) {
            StringBuilder csv = new StringBuilder(String.join(";", COLUMNS)).append('\n');
            changes.forEach(told -> csv.append(String.join(
                            ";",
                            valuesOf(told, VietnamTime.SLASHED, VietnamTime.SLASHED_DAY, VietnamTime.BAD_SLASHED)
                                    .values()
                                    .stream()
                                    .map(InsuranceFile::quoted)
                                    .toList()))
                    .append('\n'));
            return csv.toString().getBytes(StandardCharsets.UTF_8);
        }
    },
    XML(".xml") {
        @Override
        byte[] write(List<Told> changes, Instant now) {
            StringWriter text = new StringWriter();
            try {
                XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
                writeXml(xml, changes, now);
                xml.flush();
            } catch (XMLStreamException e) {
                throw new IllegalStateException("the changes have no XML form", e);
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    };

    private static final String NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
    private static final List<String> COLUMNS = List.of(
            "so_ho_so",
            "ma_thu_tuc",
            "ten_thu_tuc",
            "trang_thai",
            "ngay_cap_nhat",
            "chu_ho_so",
            "so_dinh_danh",
            "ngay_tiep_nhan",
            "ngay_hen_tra",
            "lan",
            "ma_cong_dvc");

    private final String extension;

    InsuranceFile(String extension) {
        this.extension = extension;
    }

    String extension() {
        return extension;
    }

    abstract byte[] write(List<Told> changes, Instant now);

    private static void writeXml(XMLStreamWriter xml, List<Told> changes, Instant now) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("edXML");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeStartElement("Header");
        nested(xml, "From", "OrganId", "000.00.31.H27");
        nested(xml, "To", "OrganId", "000.00.00.H27");
        nested(xml, "Code", "CodeNumber", "31");
        nested(xml, "PromulgationInfo", "PromulgationDate", VietnamTime.DAY.format(now));
        xml.writeEndElement();
        xml.writeStartElement("Body");
        for (Told told : changes) {
            xml.writeStartElement("HoSo");
            for (Map.Entry<String, String> value : valuesOf(
                            told, VietnamTime.LOCAL, VietnamTime.DAY, VietnamTime.BAD_ISO)
                    .entrySet()) {
                SoapWriter.element(xml, value.getKey(), value.getValue());
            }
            xml.writeEndElement();
        }
        xml.writeEndDocument();
    }

    private static void nested(XMLStreamWriter xml, String outer, String inner, String text) throws XMLStreamException {
        xml.writeStartElement(outer);
        SoapWriter.element(xml, inner, text);
        xml.writeEndElement();
    }

    /** By column, in the columns' order; an unknown value is empty. */
    private static Map<String, String> valuesOf(
            Told told, DateTimeFormatter time, DateTimeFormatter day, String badTime) {
        DossierFacts facts = told.facts();
        Change change = told.change();
        String changedAt = change.time(time, badTime);
        List<String> values = List.of(
                facts.number(),
                facts.procedure().code(),
                facts.procedure().name(),
                change.code().code(),
                changedAt == null ? "" : changedAt,
                facts.applicant(),
                facts.idNo(),
                text(told.receivedAt(), day),
                text(told.dueAt(), day),
                Long.toString(change.sequence()),
                // Of a dossier that came from a portal.
                facts.code() == null || facts.code().equals(facts.number()) ? "" : facts.code());
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            byColumn.put(COLUMNS.get(i), values.get(i));
        }
        return byColumn;
    }

    private static String text(@Nullable Instant moment, DateTimeFormatter day) {
        return moment == null ? "" : day.format(moment);
    }

    private static String quoted(String value) {
        boolean needed = value.contains(";") || value.contains("\"") || value.contains("\n");
        return needed ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
    }
}
