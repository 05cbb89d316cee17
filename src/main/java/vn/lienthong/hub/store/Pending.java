package vn.lienthong.hub.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Work that waits for the writer, and the caller that waits for the work. */
final class Pending<T> {
    private final Database.Work<T> work;
    private final CompletableFuture<@Nullable T> outcome = new CompletableFuture<>();
    private @Nullable T result;

    Pending(Database.Work<T> work) {
        this.work = work;
    }

    void runIn(WriteSession session) throws SQLException {
        result = work.in(session);
    }

    /** Lets the caller go: what the work did is durable. */
    void succeed() {
        try {
            work.committed();
        } finally {
            outcome.complete(result);
        }
    }

    void fail(Throwable failure) {
        outcome.completeExceptionally(failure);
    }

    /** Whether the work was done within this time; it may still be done later. */
    boolean succeeds(Duration within) {
        try {
            outcome.get(within.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits uninterrupted: whether the work was done is only known at the end. */
    @SuppressWarnings("NullAway") // the result is null only where T is
    T await() {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
