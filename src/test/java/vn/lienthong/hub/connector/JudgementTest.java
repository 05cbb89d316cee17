package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.RegisteredConnectors.Standing;

/** What all definitions come to when they are judged again. */
class JudgementTest {
    private static final Path CONNECTORS = Path.of("connectors");

    private final FolderConnectors folders = new FolderConnectors(
            CONNECTORS, new Placeholders(name -> "http://127.0.0.1:9"), Duration.ZERO, System::nanoTime);
    private final Judgement first = Judgement.of(folders.folders(), Map.of(), Judgement.NONE);

    private static Standing paused(SystemId id) {
        return new Standing(id, Lifecycle.PAUSED, null, 3, "an administrator", Instant.EPOCH);
    }

    @Test
    void whatSomebodyWantsIsHeardWhereNoDefinitionHasChanged() {
        SystemId id = first.wanted().firstKey();

        Judgement again = Judgement.of(folders.folders(), Map.of(id, paused(id)), first);

        assertThat(again.wanted().keySet()).isEqualTo(first.wanted().keySet()).hasSizeGreaterThan(1);
        assertThat(again.wanted()).allSatisfy((each, wanted) -> {
            assertThat(wanted.lifecycle()).isEqualTo(each.equals(id) ? Lifecycle.PAUSED : Lifecycle.ACTIVE);
            assertThat(wanted.restarts()).isEqualTo(each.equals(id) ? 3 : 0);
        });
        assertThat(again.wanted().values())
                .zipSatisfy(first.wanted().values(), (one, before) -> assertThat(one.definition())
                        .isSameAs(before.definition()));
        assertThat(again.refused()).isEqualTo(first.refused());
    }

    @Test
    void nobodyWantsAnythingAnyMore() {
        SystemId id = first.wanted().firstKey();

        Judgement again = Judgement.of(
                folders.folders(), Map.of(), Judgement.of(folders.folders(), Map.of(id, paused(id)), first));

        assertThat(again.wanted()).isEqualTo(first.wanted());
    }

    @Test
    void aFolderThatIsGoneIsNotWanted() {
        List<ConnectorFolder> fewer = new ArrayList<>(folders.folders());
        ConnectorFolder gone = fewer.stream()
                .filter(folder -> SystemId.parse(folder.folderName())
                        .filter(first.wanted()::containsKey)
                        .isPresent())
                .findFirst()
                .orElseThrow();
        fewer.remove(gone);

        assertThat(Judgement.of(fewer, Map.of(), first).wanted()).doesNotContainKey(SystemId.of(gone.folderName()));
        assertThat(Judgement.of(List.of(), Map.of(), first).wanted()).isEmpty();
    }
}
