package vn.lienthong.hub.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts wrong passwords by name and by where they come from. After ten in a minute that name is not tried from there for
 * the rest of it; everybody else goes on. Keys are too long to guess and are not counted.
 */
public final class Guesses {
    private static final int MOST = 10;
    private static final Duration FOR = Duration.ofMinutes(1);

    private final Cache<String, AtomicInteger> wrong =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(FOR).build();

    /** Zero, or the milliseconds to wait. */
    public long waitBeforeNext(String name, String from) {
        AtomicInteger count = wrong.getIfPresent(place(name, from));
        return count != null && count.get() >= MOST ? FOR.toMillis() : 0;
    }

    public void wrong(String name, String from) {
        wrong.get(place(name, from), unseen -> new AtomicInteger()).incrementAndGet();
    }

    private static String place(String name, String from) {
        return from + ' ' + (name.length() <= 100 ? name : name.substring(0, 100));
    }
}
