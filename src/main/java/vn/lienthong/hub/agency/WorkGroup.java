package vn.lienthong.hub.agency;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What messages left to be done, before they are acknowledged together. Used by one thread at a time. */
final class WorkGroup implements MessageGroup {
    private final List<Work> works = new ArrayList<>();

    @Override
    public void add(Work work) {
        works.add(work);
    }

    int size() {
        return works.size();
    }

    /**
     * Begins all of it, then finishes all of it, and is empty again.
     *
     * @return the first failure, or null
     */
    @Nullable
    RuntimeException finish() {
        List<Runnable> begun = new ArrayList<>(works.size());
        RuntimeException failure = eachOf(works, work -> begun.add(work.begin()));
        RuntimeException later = eachOf(begun, Runnable::run);
        forget();
        return failure == null ? later : failure;
    }

    /** Nothing of it is begun. */
    void forget() {
        works.clear();
    }

    /** Whatever fails, the others are tried: there is no telling how many of them are done otherwise. */
    private static <T> @Nullable RuntimeException eachOf(List<T> things, Consumer<T> act) {
        RuntimeException failure = null;
        for (T thing : things) {
            try {
                act.accept(thing);
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        return failure;
    }
}
