package vn.lienthong.hub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.FolderCheck;
import vn.lienthong.hub.connector.Mapping;
import vn.lienthong.hub.simulator.Misbehaviour;

/** What delivered connectors' systems tell of dossiers that were handed in, read by the mappings of these. */
class ToldChangesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T02:00:00Z"), ZoneOffset.UTC);

    private static HandedIn handedIn(String id, PortalAct act) throws Exception {
        ObjectNode content = (ObjectNode) JsonMapper.builder()
                .build()
                .readTree(
                        """
                        {"id": "%s", "code": "NP-1", "number": "NP-1", "applicant": {"name": "Lê Văn Bịa"}}
                        """
                                .formatted(id));
        return new HandedIn(act, id, content);
    }

    private static ConnectorDefinition definition(String folder) {
        return FolderCheck.definition(Path.of(folder), name -> null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connectors/land-office",
                "connectors/civil-registry",
                "connectors/business-registry",
                "connectors/transport-office",
                "connectors/social-insurance",
                "src/docs/connectors/agent",
                "src/docs/connectors/opencps-v2",
                "src/docs/connectors/igate-2",
                "src/docs/connectors/province-lgsp",
                "src/docs/connectors/edxml-folder",
                "src/docs/connectors/rest-windows",
                "src/docs/connectors/signed-soap"
            })
    void anyOfThemTellsANewDossierOnceUnderItsNumber(String folder) throws Exception {
        ConnectorDefinition connector = definition(folder);
        Samples samples = Samples.of(Path.of(folder));
        ToldChanges changes = new ToldChanges(connector, samples, CLOCK);
        int before = samples.told().size();

        changes.first("NEW/7", handedIn("one", PortalAct.SUBMIT));

        assertThat(samples.told()).hasSize(before + 1);
        MessageForm told = MessageForm.of(samples.told().get(before), String.valueOf(ToldChanges.changesAt(connector)));
        assertThat(told.records()).hasSize(1);
        Mapping.Translated read = java.util.Objects.requireNonNull(connector.mapping())
                .translate(told.records().get(0), Instant.EPOCH);
        assertThat(read.problems()).isEmpty();
        assertThat(read.dossierNo()).isEqualTo("NEW/7");
        assertThat(read.changes()).hasSize(1);
        StatusChange change = read.changes().get(0);
        assertThat(change.status()).isIn(DossierStatus.SUBMITTED, DossierStatus.ACCEPTED, DossierStatus.IN_PROGRESS);
        // What a mapping makes of several places cannot be written, and stays the sample's.
        assertThat(change.dossier().applicant().name())
                .isEqualTo(folder.endsWith("igate-2") ? "Nguyễn Văn Mẫu" : "Lê Văn Bịa");
    }

    @Test
    void filesOfAnOldEncodingTellNone() {
        Path folder = Path.of("src/docs/connectors/csv-sftp");

        assertThat(new ToldChanges(definition(folder.toString()), Samples.of(folder), CLOCK).tellsNewDossiers())
                .isFalse();
    }

    @Test
    void aDossierIsTakenOnceAndKeepsItsNumberWhenTheSystemStartsAgain() throws Exception {
        String folder = "connectors/transport-office";
        Desk desk = desk(folder, new Misbehaviour());

        Desk.Verdict first = desk.take(handedIn("one", PortalAct.SUBMIT));
        Desk.Verdict again = desk.take(handedIn("one", PortalAct.SUBMIT));
        Desk.Verdict afterwards = desk(folder, new Misbehaviour()).take(handedIn("one", PortalAct.SUBMIT));
        Desk.Verdict other = desk.take(handedIn("two", PortalAct.SUBMIT));

        assertThat(first).isEqualTo(again).isEqualTo(afterwards).isNotEqualTo(other);
        assertThat(desk.state()).containsEntry("dossiers", 2);
        assertThat(desk.truth().get("dossiers"))
                .isInstanceOfSatisfying(JsonNode.class, dossiers -> assertThat(dossiers.findValuesAsText("times"))
                        .containsExactly("2", "1"));
    }

    @Test
    void whatIsSaidOfADossierThatNobodyKnowsIsNotTaken() throws Exception {
        Desk desk = desk("connectors/transport-office", new Misbehaviour());

        assertThat(desk.take(handedIn("one", PortalAct.WITHDRAW))).isInstanceOf(Desk.Verdict.Unknown.class);
    }

    @Test
    void saysWhatCannotBePlayed() {
        Path folder = Path.of("connectors/social-insurance");
        ConnectorDefinition connector = definition(folder.toString());
        try (ConnectorSimulation system = ConnectorSimulation.start(connector, folder, 0, any -> null, CLOCK)) {
            assertThat(system.notPlayed())
                    .extracting(Bilingual::en)
                    .containsExactly("who finds files in a folder cannot refuse them: refuseEvery has no effect");
        }
    }

    private static Desk desk(String folder, Misbehaviour misbehaviour) {
        ConnectorDefinition connector = definition(folder);
        Samples samples = Samples.of(Path.of(folder));
        return new Desk(
                connector,
                java.util.Objects.requireNonNull(connector.submission()),
                samples,
                misbehaviour,
                new ToldChanges(connector, samples, CLOCK));
    }
}
