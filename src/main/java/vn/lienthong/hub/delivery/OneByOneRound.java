package vn.lienthong.hub.delivery;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * A round in which each item is told by calls of its own.
 *
 * <p>A call that gets no proper answer does not tell whether the destination is away or cannot stand this item. The item is
 * put back and the next one tried: if that is answered, the silent one has itself to blame and waits longer each time; if
 * it is not either, the destination is away and is held.
 *
 * @param <I> what is told
 */
public final class OneByOneRound<I extends Item> implements Round {
    private static final Logger LOG = LoggerFactory.getLogger(OneByOneRound.class);
    /** So many calls in a row without a proper answer mean that the destination is away. */
    private static final int SILENCES = 3;

    private final SystemId destination;
    private final Speaker<I> speaker;
    private final Outbox<I> outbox;
    private final DeliveryOutcomes<I> outcomes;
    private final DeliveryHold hold;
    private final Clock clock;
    private final Duration settle;
    private final Duration firstPause;
    private final BooleanSupplier enough;
    private final List<I> silent = new ArrayList<>();
    private @Nullable I item;
    private @Nullable Call next;
    private @Nullable Problem silence;
    private boolean moreIsDue;

    /**
     * @param settle how long an item rests whose call may be under way in the destination yet
     * @param firstPause how long it rests where it is not
     * @param enough whether no more items are to be taken in this round
     */
    public OneByOneRound(
            SystemId destination,
            Speaker<I> speaker,
            Outbox<I> outbox,
            DeliveryOutcomes<I> outcomes,
            DeliveryHold hold,
            Clock clock,
            Duration settle,
            Duration firstPause,
            BooleanSupplier enough) {
        this.destination = destination;
        this.speaker = speaker;
        this.outbox = outbox;
        this.outcomes = outcomes;
        this.hold = hold;
        this.clock = clock;
        this.settle = settle;
        this.firstPause = firstPause;
        this.enough = enough;
    }

    /**
     * How one kind of destination is spoken with.
     *
     * @param <I> what is told
     */
    public interface Speaker<I extends Item> {
        /**
         * The first call about an item. One in doubt may have arrived before: ask first, or see that it is taken once only.
         *
         * @throws Undeliverable if the item cannot be told as it is
         */
        Call call(I item);

        /**
         * What an answer means.
         *
         * @throws IOException if it breaks off
         */
        Heard hear(I item, Message answer) throws IOException;

        /** What it means that a call failed below the protocol, or that its answer broke off. */
        Heard.Away hearNothing(I item, Exception failure);
    }

    @Override
    public Optional<Call> next() {
        if (hold.lastsAt(clock.instant())) {
            return Optional.empty();
        }
        while (item == null) {
            if (enough.getAsBoolean()) {
                moreIsDue = true;
                break;
            }
            List<I> due = outbox.take(destination, clock.instant(), 1);
            if (due.isEmpty()) {
                break;
            }
            setOut(due.get(0));
        }
        if (item == null) {
            holdIfNobodyWasHeard();
        }
        return Optional.ofNullable(next);
    }

    private void setOut(I taken) {
        try {
            next = speaker.call(taken);
            item = taken;
        } catch (Undeliverable lacking) {
            outcomes.givenUp(taken, lacking.problem());
        }
    }

    @Override
    public void hear(Message answer) {
        I told = told();
        Heard heard;
        try {
            heard = speaker.hear(told, answer);
        } catch (IOException brokenOff) {
            heard = speaker.hearNothing(told, brokenOff);
        }
        draw(told, heard);
    }

    @Override
    public void hearNothing(Exception failure) {
        I told = told();
        draw(told, speaker.hearNothing(told, failure));
    }

    @Override
    public boolean moreIsDue() {
        return moreIsDue;
    }

    private I told() {
        I told = item;
        if (told == null) {
            throw new IllegalStateException("no call is under way");
        }
        return told;
    }

    private void draw(I told, Heard heard) {
        item = null;
        next = null;
        if (heard instanceof Heard.Away away) {
            away(told, away);
            return;
        }
        answered();
        if (heard instanceof Heard.Then then) {
            item = told;
            next = then.next();
        } else if (heard instanceof Heard.Refused refused) {
            outcomes.givenUp(told, refused.problem());
        } else if (heard instanceof Heard.NotNow later) {
            outcomes.notNow(told, later.problem());
        } else {
            outcomes.delivered(told);
            outcomes.finish();
        }
    }

    private void answered() {
        hold.end();
        Problem why = silence;
        if (why != null) {
            silent.forEach(suspect -> outcomes.silentAlone(suspect, why));
        }
        silent.clear();
    }

    private void away(I told, Heard.Away away) {
        LOG.warn("{}: {}", destination, away.problem());
        Instant now = clock.instant();
        outcomes.putBack(told, now.plus(away.mayStillArrive() ? settle : firstPause));
        silence = away.problem();
        silent.add(told);
        if (away.patience() != null || silent.size() >= SILENCES) {
            holdNow(away.problem(), away.patience());
        }
    }

    private void holdIfNobodyWasHeard() {
        Problem why = silence;
        if (!silent.isEmpty() && why != null) {
            holdNow(why, null);
        }
    }

    private void holdNow(Problem why, @Nullable Duration asked) {
        silent.clear();
        outcomes.holdUntil(hold.begin(why, asked, clock.instant()));
    }
}
