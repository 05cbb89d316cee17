package vn.lienthong.hub.simulator;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** How the civil registry writes dossiers and changes. Some officers' machines leave the offset out of the dates. */
final class RegistryXml {
    private RegistryXml() {}

    static void writeChanges(XMLStreamWriter xml, List<Told> changes, long last) throws XMLStreamException {
        xml.writeStartElement("ListChangesResponse");
        xml.writeDefaultNamespace(RegistryContract.NAMESPACE);
        for (Told told : changes) {
            xml.writeStartElement("change");
            SoapWriter.element(xml, "seq", Long.toString(told.change().seq()));
            writeFacts(xml, told);
            writeStep(xml, told.change(), formatOf(told));
            xml.writeEndElement();
        }
        SoapWriter.element(xml, "last", Long.toString(last));
        xml.writeEndElement();
    }

    static void writeDossier(XMLStreamWriter xml, @Nullable Told told) throws XMLStreamException {
        xml.writeStartElement("GetDossierResponse");
        xml.writeDefaultNamespace(RegistryContract.NAMESPACE);
        if (told != null) {
            xml.writeStartElement("dossier");
            writeFacts(xml, told);
            writeStep(xml, told.change(), formatOf(told));
            xml.writeStartElement("history");
            for (Change change : told.changes()) {
                xml.writeStartElement("step");
                writeStep(xml, change, formatOf(told));
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void writeFacts(XMLStreamWriter xml, Told told) throws XMLStreamException {
        DossierFacts facts = told.facts();
        DateTimeFormatter format = formatOf(told);
        SoapWriter.element(xml, "soHoSo", facts.number());
        SoapWriter.element(xml, "maHoSo", facts.code());
        SoapWriter.element(xml, "maThuTuc", facts.procedure().code());
        SoapWriter.element(xml, "tenThuTuc", facts.procedure().name());
        SoapWriter.element(xml, "maLinhVuc", facts.procedure().sectorCode());
        SoapWriter.element(xml, "linhVuc", facts.procedure().sectorName());
        SoapWriter.element(xml, "chuHoSo", facts.applicant());
        SoapWriter.element(xml, "soDinhDanh", facts.idNo());
        SoapWriter.element(xml, "dienThoai", facts.phone());
        SoapWriter.element(xml, "ngayNop", format.format(facts.submittedAt()));
        SoapWriter.element(xml, "ngayTiepNhan", time(told.receivedAt(), format));
        SoapWriter.element(xml, "ngayHenTra", time(told.dueAt(), format));
    }

    private static void writeStep(XMLStreamWriter xml, Change change, DateTimeFormatter format)
            throws XMLStreamException {
        SoapWriter.element(xml, "trangThai", change.code().code());
        SoapWriter.element(xml, "trangThaiPhu", change.code().subCode());
        SoapWriter.element(xml, "thoiDiem", change.time(format, VietnamTime.BAD_ISO));
        SoapWriter.element(xml, "lanCapNhat", Long.toString(change.sequence()));
        SoapWriter.element(xml, "canBo", change.officer());
        SoapWriter.element(xml, "phongBan", change.unit());
        SoapWriter.element(xml, "ghiChu", change.code().label());
    }

    private static DateTimeFormatter formatOf(Told told) {
        return told.facts().index() % 4 == 2 ? VietnamTime.LOCAL : VietnamTime.OFFSET;
    }

    private static @Nullable String time(@Nullable Instant moment, DateTimeFormatter format) {
        return moment == null ? null : format.format(moment);
    }
}
