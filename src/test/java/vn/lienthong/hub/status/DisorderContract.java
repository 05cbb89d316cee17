package vn.lienthong.hub.status;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.status.Changes.LAND;
import static vn.lienthong.hub.status.Changes.OTHER_PORTAL;
import static vn.lienthong.hub.status.Changes.PORTAL;
import static vn.lienthong.hub.status.Changes.change;
import static vn.lienthong.hub.status.Changes.dossier;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;
import vn.lienthong.hub.store.HubNode;

/**
 * Changes come shuffled and repeated from many threads while two portals are being told, with failures, and somebody
 * follows the feed; at the end everything is as a simple model says. {@code -Dlienthong.test.seed} repeats a run.
 */
abstract class DisorderContract {
    private static final int DOSSIERS = 40;
    private static final int CHANGES = 12;
    private static final int THREADS = 8;
    private static final Instant FOREVER = Instant.parse("2100-01-01T00:00:00Z");

    private final long seed = Long.getLong("lienthong.test.seed", 20_260_302L);
    private final AtomicBoolean quiet = new AtomicBoolean();

    abstract Database open(Path home);

    @Test
    void endsAsTheModelSays(@TempDir Path home) {
        Database database = open(home);
        StatusStore store = new JdbcStatusStore(
                database,
                new StatusSettings(100),
                Clock.systemUTC(),
                new StaticListableBeanFactory().getBeanProvider(FeedListener.class));
        DeliveryLedger ledger = new JdbcDeliveryLedger(database, new HubNode("one"));
        List<FakePortal> portals = List.of(new FakePortal(ledger, PORTAL), new FakePortal(ledger, OTHER_PORTAL));
        ExecutorService threads = Executors.newCachedThreadPool();

        CompletableFuture<List<StatusStore.FeedEntry>> follower =
                CompletableFuture.supplyAsync(() -> follow(store), threads);
        List<CompletableFuture<Void>> tellers = portals.stream()
                .map(portal -> CompletableFuture.runAsync(() -> portal.listen(quiet), threads))
                .toList();
        ConcurrentLinkedQueue<StatusChange> arriving = new ConcurrentLinkedQueue<>(disorder());
        IntStream.range(0, THREADS)
                .mapToObj(i -> CompletableFuture.runAsync(() -> acceptAll(store, arriving), threads))
                .toList()
                .forEach(CompletableFuture::join);
        quiet.set(true);

        List<StatusStore.FeedEntry> feed = follower.join();
        assertFeedIsWholeAndInOrder(feed);
        for (int d = 0; d < DOSSIERS; d++) {
            assertStateIsAsTheModelSays(store, feed, new DossierKey(LAND, "LD-" + d));
        }
        tellers.forEach(CompletableFuture::join);
        for (FakePortal portal : portals) {
            assertThat(portal.told).as("told with seed %d", seed).isEqualTo(onTime(feed));
            assertThat(ledger.backlog(portal.id).waiting()).isZero();
        }
        threads.shutdown();
        Databases.close(database);
    }

    /** Every change once to three times, somewhat out of order. */
    private List<StatusChange> disorder() {
        Random random = new Random(seed);
        DossierStatus[] statuses = DossierStatus.values();
        List<StatusChange> changes = new ArrayList<>();
        for (int d = 0; d < DOSSIERS; d++) {
            for (int c = 0; c < CHANGES; c++) {
                StatusChange change = change(dossier(LAND, "LD-" + d), c, statuses[random.nextInt(statuses.length)]);
                changes.addAll(Collections.nCopies(1 + random.nextInt(3), change));
            }
        }
        List<Long> order = changes.stream()
                .map(change -> change.rank() * 100 + random.nextInt(400))
                .toList();
        List<Integer> sorted =
                new ArrayList<>(IntStream.range(0, changes.size()).boxed().toList());
        sorted.sort(Comparator.comparing(order::get));
        return sorted.stream().map(changes::get).toList();
    }

    private static void acceptAll(StatusStore store, ConcurrentLinkedQueue<StatusChange> arriving) {
        StatusChange change = arriving.poll();
        while (change != null) {
            store.accept(change, List.of(PORTAL, OTHER_PORTAL));
            change = arriving.poll();
        }
    }

    /** Reads on and on from the last position seen, as a subscriber does. */
    private List<StatusStore.FeedEntry> follow(StatusStore store) {
        List<StatusStore.FeedEntry> seen = new ArrayList<>();
        boolean last;
        do {
            last = quiet.get();
            long after = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).position();
            seen.addAll(store.changesAfter(after, 50, null));
        } while (!last || seen.get(seen.size() - 1).position() < store.lastPosition());
        return seen;
    }

    private void assertFeedIsWholeAndInOrder(List<StatusStore.FeedEntry> feed) {
        assertThat(feed).as("feed with seed %d", seed).hasSize(DOSSIERS * CHANGES);
        assertThat(feed).extracting(StatusStore.FeedEntry::position).isSorted().doesNotHaveDuplicates();
        assertThat(feed).extracting(entry -> named(entry.change())).doesNotHaveDuplicates();
    }

    private void assertStateIsAsTheModelSays(StatusStore store, List<StatusStore.FeedEntry> feed, DossierKey dossier) {
        Map<Long, ChangeFlag> flags = new HashMap<>();
        StatusChange newest = null;
        for (StatusStore.FeedEntry entry : feed) {
            StatusChange change = entry.change();
            if (change.dossier().key().equals(dossier)) {
                boolean late = newest != null && change.rank() < newest.rank();
                flags.put(
                        change.rank(),
                        late
                                ? ChangeFlag.LATE
                                : ChangeFlag.of(newest == null ? null : newest.status(), change.status()));
                newest = late ? newest : change;
            }
        }

        DossierState state = store.find(dossier).orElseThrow();
        assertThat(state.present().change()).as("present with seed %d", seed).isEqualTo(newest);
        assertThat(state.history())
                .extracting(entry -> entry.change().rank())
                .containsExactlyElementsOf(
                        IntStream.range(0, CHANGES).asLongStream().boxed().toList());
        assertThat(state.history()).allSatisfy(entry -> assertThat(entry.flag())
                .isEqualTo(flags.get(entry.change().rank())));
    }

    /** What each portal has to know of each dossier: everything that was not late, in order. */
    private static Map<String, List<String>> onTime(List<StatusStore.FeedEntry> feed) {
        Map<String, List<String>> told = new HashMap<>();
        for (StatusStore.FeedEntry entry : feed) {
            if (entry.flag() != ChangeFlag.LATE) {
                told.computeIfAbsent(number(entry.change()), n -> new ArrayList<>())
                        .add(entry.change().changeId());
            }
        }
        return told;
    }

    private static String number(StatusChange change) {
        return change.dossier().key().sourceDossierNo();
    }

    private static String named(StatusChange change) {
        return number(change) + " " + change.changeId();
    }

    /** A portal that takes each change as it is told, and of which the hub does not always learn that it did. */
    private final class FakePortal {
        private final Map<String, List<String>> told = new HashMap<>();
        private final DeliveryLedger ledger;
        private final SystemId id;
        private final Random random;

        FakePortal(DeliveryLedger ledger, SystemId id) {
            this.ledger = ledger;
            this.id = id;
            this.random = new Random(seed + id.hashCode());
        }

        void listen(AtomicBoolean quiet) {
            boolean last;
            List<DeliveryLedger.Pending> due;
            do {
                last = quiet.get();
                due = ledger.take(id, FOREVER, 1 + random.nextInt(10));
                due.forEach(this::tell);
            } while (!last || !due.isEmpty());
        }

        private void tell(DeliveryLedger.Pending pending) {
            DossierKey key = pending.dossier().key();
            List<String> known = told.computeIfAbsent(key.sourceDossierNo(), n -> new ArrayList<>());
            switch (random.nextInt(6)) {
                case 0 -> ledger.failed(id, key, "refused", FOREVER);
                case 1 -> ledger.putBack(id, key, FOREVER);
                case 2 -> {
                    hear(pending, known);
                    // The hub dies, and starts again.
                    ledger.release(id);
                }
                default -> {
                    hear(pending, known);
                    ledger.delivered(id, key, pending.position(), Instant.now());
                }
            }
        }

        private void hear(DeliveryLedger.Pending pending, List<String> known) {
            for (StatusChange change : pending.changes()) {
                if (!pending.inDoubt() || !known.contains(change.changeId())) {
                    known.add(change.changeId());
                }
            }
        }
    }
}
