package vn.lienthong.hub.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

/** A process of its own that accepts changes and says so of each, until it is killed. */
final class KilledAcceptor {
    static final String ACCEPTED = "accepted ";
    static final int CHANGES_OF_A_DOSSIER = 5;
    private static final int THREADS = 16;

    private KilledAcceptor() {}

    /** @param words the data folder, and the number of the change to begin with */
    public static void main(String[] words) {
        Database database = Databases.sqlite(Path.of(words[0]));
        StatusStore store = new JdbcStatusStore(
                database,
                new StatusSettings(100),
                Clock.systemUTC(),
                new StaticListableBeanFactory().getBeanProvider(FeedListener.class));
        AtomicInteger next = new AtomicInteger(Integer.parseInt(words[1]));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            threads.execute(() -> acceptForever(store, next));
        }
    }

    private static void acceptForever(StatusStore store, AtomicInteger next) {
        while (true) {
            int number = next.getAndIncrement();
            store.accept(numbered(number), List.of(Changes.PORTAL));
            byte[] line = (ACCEPTED + number + "\n").getBytes(StandardCharsets.US_ASCII);
            // In one call, so that no two lines are mixed.
            System.out.write(line, 0, line.length);
            System.out.flush();
        }
    }

    static StatusChange numbered(int number) {
        return Changes.change(
                Changes.dossier(Changes.LAND, "LD-" + number / CHANGES_OF_A_DOSSIER),
                number % CHANGES_OF_A_DOSSIER,
                DossierStatus.IN_PROGRESS);
    }
}
