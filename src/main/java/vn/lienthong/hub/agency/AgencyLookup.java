package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.Batch.BadRecord;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.agency.call.SystemAnswer;
import vn.lienthong.hub.agency.call.SystemCall;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.Lookup;
import vn.lienthong.hub.connector.ConnectorDefinition.LookupCall;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Mapping.Translated;

/** The steps of a look-up at an agency: its system is asked for one dossier, and what it tells is translated. */
@Component("agencyLookup")
public final class AgencyLookup {
    /** The exchange property with the code that was asked for. */
    static final String CODE = "code";

    private final Connectors connectors;
    private final RecordTranslation translation;
    private final BadRecords badRecords;
    private final Clock clock;

    AgencyLookup(Connectors connectors, RecordTranslation translation, BadRecords badRecords, Clock clock) {
        this.connectors = connectors;
        this.translation = translation;
        this.badRecords = badRecords;
        this.clock = clock;
    }

    /** The question, as the connector puts it. */
    public SystemCall question(Exchange exchange, @ExchangeProperty(Steps.CONNECTOR) String id, @Body String code) {
        DossierCode asked = DossierCode.of(code);
        exchange.setProperty(CODE, asked);
        return question(connector(id), asked);
    }

    static SystemCall question(ConnectorDefinition connector, DossierCode asked) {
        LookupCall call = lookup(connector).call();
        Map<String, String> values = Map.of("code", asked.value());
        if (call instanceof LookupCall.Rest rest) {
            return new SystemCall(connector, rest.call(), values);
        }
        return call instanceof LookupCall.Soap soap
                ? new SystemCall(connector, soap.call(), values)
                : new SystemCall(connector, new SystemCall.Request.Queue(), values);
    }

    /** What the system told, translated. */
    public byte[] reply(
            @ExchangeProperty(Steps.CONNECTOR) String id,
            @ExchangeProperty(CODE) DossierCode code,
            @Body SystemAnswer answer) {
        return LookupReply.write(answered(connector(id), code, answer));
    }

    /** Why the system did not answer. */
    public byte[] replyProblem(Exchange exchange, @ExchangeProperty(Steps.CONNECTOR) String id) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return LookupReply.write(new AgencyAnswer.Silent(
                CallProblems.of(SystemId.of(id), failure).problem()));
    }

    private AgencyAnswer answered(ConnectorDefinition connector, DossierCode code, SystemAnswer answer) {
        Optional<JsonNode> record = record(connector, answer);
        if (record.isEmpty()) {
            return new AgencyAnswer.NoSuchDossier();
        }
        Translated translated = translation.translated(connector, record.get(), clock.instant());
        if (!translated.problems().isEmpty()) {
            var bad = new BadRecord(record.get(), 1, translated.problems(), translated.dossierNo());
            badRecords.keep(new Batch(connector.id(), List.of(), List.of(bad)));
        }
        if (translated.changes().isEmpty()) {
            return translated.problems().isEmpty()
                    ? new AgencyAnswer.NoSuchDossier()
                    : new AgencyAnswer.Silent(BadRecords.together(translated.problems()));
        }
        return translated.changes().stream().allMatch(change -> isAbout(change, code))
                ? new AgencyAnswer.Told(translated.changes())
                : new AgencyAnswer.Silent(LookupProblems.anotherDossier(connector.id()));
    }

    /** The dossier in the answer, where there is one. */
    static Optional<JsonNode> record(ConnectorDefinition connector, SystemAnswer answer) {
        return answer instanceof SystemAnswer.Content content
                ? Optional.of(content.tree().at(lookup(connector).record())).filter(AgencyLookup::isThere)
                : Optional.empty();
    }

    /** A system that answers with somebody else's dossier is not believed. */
    private static boolean isAbout(StatusChange change, DossierCode code) {
        var dossier = change.dossier();
        return code.value().equalsIgnoreCase(dossier.key().sourceDossierNo().strip())
                || isSame(code, dossier.dossierCode())
                || isSame(code, dossier.altCode());
    }

    private static boolean isSame(DossierCode asked, @org.jspecify.annotations.Nullable DossierCode told) {
        return told != null && told.value().equalsIgnoreCase(asked.value());
    }

    private static boolean isThere(JsonNode record) {
        return !record.isMissingNode()
                && !record.isNull()
                && !(record.isTextual() && record.asText().isBlank())
                && !(record.isContainerNode() && record.isEmpty());
    }

    private ConnectorDefinition connector(String id) {
        return connectors.find(SystemId.of(id)).orElseThrow();
    }

    private static Lookup lookup(ConnectorDefinition connector) {
        return Objects.requireNonNull(connector.lookup(), "only a system that can be asked has this route");
    }
}
