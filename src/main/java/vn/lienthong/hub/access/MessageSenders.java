package vn.lienthong.hub.access;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * Knows senders who are named inside a message and not in the headers of its request. Wrong secrets and calls are counted
 * with those of headers.
 */
@Component
public final class MessageSenders {
    private final Access access;
    private final Guesses guesses;

    MessageSenders(Access access, Guesses guesses) {
        this.access = access;
        this.guesses = guesses;
    }

    /**
     * The client who shows its id and its key.
     *
     * @param from where the request comes from
     * @throws Undeliverable if the key is not its own, or it may not push for the system
     * @throws TryAgainLater if it asks too often, or too many secrets were wrong
     */
    public Caller pusher(String name, String key, SystemId system, String from) {
        return counted(
                name,
                from,
                () -> access.byNameAndSecret(name, key)
                        .orElseThrow(() -> new Undeliverable(AccessProblems.wrongSecret())),
                system);
    }

    /**
     * The system that a secret is agreed with, which may push for itself only.
     *
     * @param isShown whether the message shows that its sender knows the secret; asked unless too many were wrong
     */
    public Caller pusherBySecret(String name, SystemId system, String from, Supplier<Boolean> isShown) {
        return counted(
                name,
                from,
                () -> {
                    if (!isShown.get()) {
                        throw new Undeliverable(AccessProblems.wrongSecret());
                    }
                    return new Caller(name, Caller.Kind.CLIENT, Set.of(), Set.of(system));
                },
                system);
    }

    private Caller counted(String name, String from, Supplier<Caller> known, SystemId system) {
        requireNoWait(guesses.waitBeforeNext(name, from));
        Caller caller;
        try {
            caller = known.get();
        } catch (Undeliverable wrong) {
            guesses.wrong(name, from);
            throw wrong;
        }
        if (!caller.mayPushFor(system)) {
            throw new Undeliverable(AccessProblems.mayNotPushFor(caller, system.value()));
        }
        requireNoWait(access.waitBeforeNext(caller, 1));
        return caller;
    }

    private static void requireNoWait(long millis) {
        if (millis > 0) {
            Problem problem = AccessProblems.tooMany(millis);
            throw new TryAgainLater(problem, Duration.ofSeconds(AccessProblems.seconds(millis)), null);
        }
    }
}
