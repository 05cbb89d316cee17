package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors.Refused;

/**
 * What all definitions come to, checked each on its own and against the others. One with faults is refused; where its
 * connector ran before, that runs on by its last good definition.
 */
record Judgement(List<ConnectorFolder> folders, SortedMap<SystemId, Wanted> wanted, List<Refused> refused) {
    static final Judgement NONE = new Judgement(List.of(), Collections.emptySortedMap(), List.of());

    /** @param standings what people want of connectors; one that is not named is to run */
    static Judgement of(
            List<ConnectorFolder> folders, Map<SystemId, RegisteredConnectors.Standing> standings, Judgement lastOne) {
        if (lastOne.isOf(folders)) {
            return lastOne.standing(standings);
        }
        Map<SystemId, Wanted> before = lastOne.wanted();
        List<Read> all = new ArrayList<>();
        for (ConnectorFolder read : folders) {
            ConnectorFolder folder = read.copy();
            all.add(new Read(folder, definition(folder, known(folder, before))));
        }
        RulesAcross across = new RulesAcross(
                all.stream().map(Read::folder).toList(),
                id -> SystemId.parse(id).filter(before::containsKey).isPresent());
        SortedMap<SystemId, Wanted> wanted = new TreeMap<>();
        List<Refused> refused = new ArrayList<>();
        for (Read read : all) {
            ConnectorFolder folder = read.folder();
            across.check(folder);
            Optional<Wanted> good = folder.hasFaults()
                    ? known(folder, before)
                    : read.definition()
                            .map(made -> new Wanted(made, folder.keptIn(), folder.digest(), Lifecycle.ACTIVE, 0));
            if (folder.hasFaults()) {
                refused.add(new Refused(folder.name(), folder.faults(), good.isPresent()));
            }
            good.map(one -> stands(one, standings.get(one.definition().id())))
                    .ifPresent(one -> wanted.put(one.definition().id(), one));
        }
        return new Judgement(folders, wanted, refused);
    }

    /** Whether it was made of the very same readings, none of which can come to anything else now. */
    private boolean isOf(List<ConnectorFolder> others) {
        if (others.isEmpty() || others.size() != folders.size()) {
            return false;
        }
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i) != folders.get(i)) {
                return false;
            }
        }
        return true;
    }

    private Judgement standing(Map<SystemId, RegisteredConnectors.Standing> standings) {
        SortedMap<SystemId, Wanted> stand = new TreeMap<>();
        wanted.forEach((id, one) -> stand.put(id, stands(one, standings.get(id))));
        return new Judgement(folders, stand, refused);
    }

    /** What was wanted of the folder's connector so far. */
    private static Optional<Wanted> known(ConnectorFolder folder, Map<SystemId, Wanted> before) {
        return SystemId.parse(folder.folderName()).map(before::get).filter(known -> known.keptIn() == folder.keptIn());
    }

    private static Optional<ConnectorDefinition> definition(ConnectorFolder folder, Optional<Wanted> known) {
        if (folder.hasFaults()) {
            return Optional.empty();
        }
        Optional<ConnectorDefinition> same =
                known.filter(last -> last.digest().equals(folder.digest())).map(Wanted::definition);
        return same.or(() -> folder.definitionOrFault());
    }

    private static Wanted stands(Wanted wanted, RegisteredConnectors.@Nullable Standing standing) {
        return new Wanted(
                wanted.definition(),
                wanted.keptIn(),
                wanted.digest(),
                standing == null ? Lifecycle.ACTIVE : standing.lifecycle(),
                standing == null ? 0 : standing.restarts());
    }

    /** As connectors that stay as they are. */
    Connectors asConnectors() {
        return ConnectorIndex.of(wanted.values(), refused);
    }

    private record Read(ConnectorFolder folder, Optional<ConnectorDefinition> definition) {}
}
