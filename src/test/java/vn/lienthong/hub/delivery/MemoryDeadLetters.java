package vn.lienthong.hub.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.problem.Problem;

/** Dead letters in memory. */
public final class MemoryDeadLetters implements DeadLetters {
    private final List<DeadLetter> kept = new CopyOnWriteArrayList<>();

    @Override
    public long keep(SystemId connector, Problem problem, Original original, @Nullable String dossierNo, Instant at) {
        long id = kept.size() + 1L;
        kept.add(new DeadLetter(
                id, connector, problem, original, original.content().length, dossierNo, State.OPEN, 1, at, at));
        return id;
    }

    public List<DeadLetter> kept() {
        return List.copyOf(kept);
    }

    @Override
    public Optional<DeadLetter> find(long id) {
        return kept.stream().filter(letter -> letter.id() == id).findFirst();
    }

    @Override
    public List<DeadLetter> list(Filter filter, long before, int most) {
        return List.copyOf(kept);
    }

    @Override
    public List<DeadLetter> oldest(Filter filter, long from, int most) {
        return kept.stream().filter(letter -> letter.id() >= from).limit(most).toList();
    }

    @Override
    public long count(Filter filter) {
        return kept.size();
    }

    @Override
    public int edit(long id, byte[] content, String by, Instant at) {
        throw new UnsupportedOperationException("deliveries edit no dead letter");
    }

    @Override
    public List<Version> versions(long id) {
        return List.of();
    }

    @Override
    public long open(@Nullable SystemId connector) {
        return kept.size();
    }

    @Override
    public boolean close(long id, State how, String by, Instant at) {
        throw new UnsupportedOperationException("deliveries close no dead letter");
    }
}
