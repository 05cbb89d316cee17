package vn.lienthong.hub.agency;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.deadletter.DeadLetters.Original;
import vn.lienthong.hub.translation.CsvRecords;
import vn.lienthong.hub.translation.JsonRecords;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.Records;
import vn.lienthong.hub.translation.XmlTree;

/** Reads the records of a kept payload, where the connector's intake says that they are. */
final class Payloads {
    private Payloads() {}

    static Records records(ConnectorDefinition connector, Original original) {
        InputStream content = new ByteArrayInputStream(original.content());
        String place = place(connector);
        if (original.contentType().contains("csv")) {
            return CsvRecords.records(content, Limits.MESSAGE);
        }
        return original.contentType().contains("xml")
                ? XmlTree.records(content, place, Limits.MESSAGE)
                : JsonRecords.records(content, place, Limits.MESSAGE);
    }

    /** Where the records are in what a system sends or drops. */
    static String place(ConnectorDefinition connector) {
        if (connector.intake() instanceof Intake.RestPush push) {
            return push.records();
        }
        if (connector.intake() instanceof Intake.SoapPush push) {
            return push.records();
        }
        if (connector.intake() instanceof Intake.QueuePush push) {
            return push.records();
        }
        return connector.intake() instanceof Intake.FileDrop drop ? drop.records() : "";
    }
}
