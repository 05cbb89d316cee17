package vn.lienthong.hub.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierState;

/**
 * The dossiers that were looked up lately, as they are in the database: portals ask for the same ones again and again.
 *
 * <p>Whatever is written is forgotten when it is committed. A read that began before that commit is forgotten too, for
 * forgetting waits for it; so nothing old stays.
 */
final class RecentStates {
    private final @Nullable Cache<String, List<DossierState>> states;

    private RecentStates(@Nullable Cache<String, List<DossierState>> states) {
        this.states = states;
    }

    static RecentStates none() {
        return new RecentStates(null);
    }

    /** @param changes how many changes the dossiers may have together; 0 for none */
    static RecentStates upTo(long changes) {
        if (changes == 0) {
            return none();
        }
        return new RecentStates(Caffeine.newBuilder()
                .maximumWeight(changes)
                .weigher((String code, List<DossierState> found) -> weight(found))
                .build());
    }

    /** A dossier's own facts weigh as much as some changes. */
    private static int weight(List<DossierState> found) {
        return found.stream().mapToInt(state -> 4 + state.history().size()).sum();
    }

    /** What is at hand, or what is read. A code that nothing bears is read each time. */
    List<DossierState> find(DossierCode code, Function<DossierCode, List<DossierState>> read) {
        if (states == null) {
            return read.apply(code);
        }
        List<DossierState> found = states.get(code.value(), unused -> notEmpty(read.apply(code)));
        return found == null ? List.of() : found;
    }

    private static @Nullable List<DossierState> notEmpty(List<DossierState> found) {
        return found.isEmpty() ? null : List.copyOf(found);
    }

    /** Forgets every dossier that bears one of these codes. */
    void forget(Set<String> codes) {
        if (states != null) {
            states.invalidateAll(codes);
        }
    }
}
