package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.RegisteredConnectors.Put;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

/** What every database keeps of registered connectors, and what a second hub on it sees. */
abstract class RegisteredConnectorsContract {
    private static final SystemId TAX = SystemId.of("tax-office");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T01:00:00Z"), ZoneOffset.UTC);
    private static final String DEFINITION =
            """
            id: tax-office
            name: {vi: Cục Thuế, en: %s}
            agency: {id: H27.41, name: {vi: Cục Thuế, en: Tax Department}}
            intake: {kind: rest-push}
            """;
    private static final String MAPPING =
            """
            dossier: {source-dossier-no: /no}
            changes: {status: /status, at: /at}
            tables: {statuses: {"1": 1}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private RegisteredConnectors registered;

    abstract Database open(Path home);

    @BeforeEach
    void open() {
        database = open(home.resolve("data"));
        registered = new RegisteredConnectors(database, CLOCK);
    }

    @AfterEach
    void close() {
        Databases.close(database);
    }

    private static Bundle bundle(String name) {
        return Bundle.ofTexts(Map.of("connector.yaml", DEFINITION.formatted(name), "mapping.yaml", MAPPING));
    }

    /** As a hub of its own reads the same database. */
    private LiveConnectors hub(String name) {
        var placeholders = new Placeholders(Map.<String, String>of()::get);
        var folders = new FolderConnectors(home.resolve("none"), placeholders, Duration.ZERO, System::nanoTime);
        return new LiveConnectors(
                folders,
                new RegisteredShelf(new RegisteredConnectors(database, CLOCK), home.resolve(name), placeholders));
    }

    @Nested
    class WhenAContentIsPut {
        @Test
        void firstIsADraftAndLaterOnesAreVersions() {
            Put first = registered.put(TAX, bundle("One"), "an", "first", null, true);
            Put second =
                    registered.put(TAX, bundle("Two"), "ba", null, bundle("One").digest(), true);

            assertThat(first).isInstanceOfSatisfying(Put.Taken.class, put -> assertThat(put.isFirst())
                    .isTrue());
            assertThat(second).isInstanceOfSatisfying(Put.Taken.class, put -> assertThat(
                            put.version().number())
                    .isEqualTo(2));
            assertThat(registered.standing(TAX).orElseThrow().lifecycle()).isEqualTo(Lifecycle.DRAFT);
            assertThat(registered.versions(TAX))
                    .extracting(version -> version.author() + " " + version.comment())
                    .containsExactly("ba null", "an first");
            assertThat(registered.bundle(TAX, 1)).hasValue(bundle("One"));
        }

        @Test
        void sameAgainIsNoneAndAnotherGroundIsOvertaken() {
            registered.put(TAX, bundle("One"), "an", null, null, true);
            long revision = registered.revision();

            assertThat(registered.put(TAX, bundle("One"), "ba", null, null, true))
                    .isInstanceOf(Put.Unchanged.class);
            assertThat(registered.put(
                            TAX, bundle("Two"), "ba", null, bundle("Zero").digest(), true))
                    .isInstanceOf(Put.Overtaken.class);
            assertThat(registered.revision()).isEqualTo(revision);
        }
    }

    @Nested
    class WhenAnotherHubHasTheSameDatabase {
        @Test
        void seesWhatIsActivatedChangedPausedAndDeleted() {
            LiveConnectors other = hub("other");
            registered.put(TAX, bundle("One"), "an", null, null, true);
            other.refreshIf(false);
            assertThat(other.find(TAX)).isEmpty();

            registered.putInForce(TAX, 1, "ba");
            other.refreshIf(false);
            assertThat(other.find(TAX).orElseThrow().name().en()).isEqualTo("One");

            registered.put(TAX, bundle("Two"), "an", null, null, true);
            registered.want(TAX, Lifecycle.PAUSED, "an");
            other.refreshIf(false);
            assertThat(other.find(TAX).orElseThrow().name().en()).isEqualTo("Two");
            assertThat(other.lifecycle(TAX)).isEqualTo(Lifecycle.PAUSED);
            assertThat(hub("third").lifecycle(TAX)).isEqualTo(Lifecycle.PAUSED);

            registered.delete(TAX);
            other.refreshIf(false);
            assertThat(other.find(TAX)).isEmpty();
        }

        @Test
        void newVersionThatNeedsApprovalWaitsEverywhere() {
            registered.put(TAX, bundle("One"), "an", null, null, false);
            registered.putInForce(TAX, 1, "ba");
            registered.put(TAX, bundle("Two"), "an", null, null, false);

            assertThat(hub("other").find(TAX).orElseThrow().name().en()).isEqualTo("One");
        }
    }

    @Nested
    class WhenAVersionInForceTurnsOutBad {
        @Test
        void lastGoodOneRunsOn() {
            LiveConnectors hub = hub("one");
            registered.put(TAX, bundle("One"), "an", null, null, true);
            registered.putInForce(TAX, 1, "an");
            hub.refresh(TAX).join();

            registered.put(TAX, bundle("{"), "an", null, null, true);
            hub.refresh(TAX).join();

            assertThat(hub.find(TAX).orElseThrow().name().en()).isEqualTo("One");
            assertThat(hub.refused()).singleElement().satisfies(refused -> {
                assertThat(refused.runsOn()).isTrue();
                assertThat(refused.faults()).anyMatch(fault -> fault.file().equals("tax-office/connector.yaml"));
            });
        }
    }
}
