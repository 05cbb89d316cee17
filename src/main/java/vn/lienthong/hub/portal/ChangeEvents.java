package vn.lienthong.hub.portal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.status.StatusStore.FeedEntry;

/**
 * An accepted change as a CloudEvent 1.0 in structured JSON: the same over every protocol, and without personal data,
 * for subscribers need no right to see any.
 */
@Component
final class ChangeEvents {
    static final String CONTENT_TYPE = "application/cloudevents+json";
    static final String TYPE = "vn.lienthong.dossier.status-changed.v1";

    private static final JsonFactory JSON = new JsonFactory();

    private final Connectors connectors;

    ChangeEvents(Connectors connectors) {
        this.connectors = connectors;
    }

    byte[] bytes(FeedEntry entry) {
        var bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(entry, json);
        } catch (IOException e) {
            throw new UncheckedIOException("an event could not be written to memory", e);
        }
        return bytes.toByteArray();
    }

    void write(FeedEntry entry, JsonGenerator json) {
        var out = new JsonScribe(json);
        StatusChange change = entry.change();
        out.item("event");
        out.text("specversion", "1.0");
        out.text("id", Long.toString(entry.position()));
        out.text("source", "/lienthong/" + change.system());
        out.text("type", TYPE);
        out.text("subject", change.dossier().quotedCode().value());
        out.instant("time", change.at());
        out.text("datacontenttype", "application/json");
        out.begin("data");
        writeDossier(change.dossier(), out);
        writeStatus(change, out);
        out.text("unit", change.step().unit());
        out.text("flag", entry.flag() == ChangeFlag.NONE ? null : entry.flag().key());
        AnswerWriter.writeClaim(change.claim(), out);
        out.instant("acceptedAt", entry.acceptedAt());
        out.end();
        out.end();
    }

    private void writeDossier(Dossier dossier, AnswerScribe out) {
        out.begin("dossier");
        out.text("sourceSystem", dossier.key().sourceSystem().value());
        out.text("sourceDossierNo", dossier.key().sourceDossierNo());
        out.text("dossierCode", textOf(dossier.dossierCode()));
        out.text("altCode", textOf(dossier.altCode()));
        out.begin("agency");
        out.text("id", dossier.agencyId().value());
        writeName(agencyName(dossier), out);
        out.end();
        out.begin("procedure");
        out.text("code", dossier.procedure().code());
        out.text("name", dossier.procedure().name());
        out.text("sectorCode", dossier.procedure().sectorCode());
        out.text("sectorName", dossier.procedure().sectorName());
        out.end();
        out.instant("receivedAt", dossier.dates().receivedAt());
        out.instant("dueAt", dossier.dates().dueAt());
        out.end();
    }

    private static void writeStatus(StatusChange change, AnswerScribe out) {
        out.begin("status");
        out.number("code", change.status().code());
        out.text("key", change.status().key());
        writeName(change.status().label(), out);
        out.text("agencyCode", change.agencyCode().code());
        out.text("agencySubCode", change.agencyCode().subCode());
        out.instant("at", change.at());
        out.end();
    }

    private static void writeName(Bilingual name, AnswerScribe out) {
        out.begin("name");
        out.text("vi", name.vi());
        out.text("en", name.en());
        out.end();
    }

    private Bilingual agencyName(Dossier dossier) {
        return connectors
                .find(dossier.key().sourceSystem())
                .map(ConnectorDefinition::agency)
                .filter(agency -> agency.isKnownAs(dossier.agencyId()))
                .map(ConnectorDefinition.Agency::name)
                .orElseGet(() -> {
                    String told = dossier.agencyName() != null
                            ? dossier.agencyName()
                            : dossier.agencyId().value();
                    return new Bilingual(told, told);
                });
    }

    private static @Nullable String textOf(@Nullable DossierCode code) {
        return code == null ? null : code.value();
    }
}
