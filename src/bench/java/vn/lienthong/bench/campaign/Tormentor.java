package vn.lienthong.bench.campaign;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Injects one trouble after the other into one part, which can only have one at a time; parts are tormented at the same time. */
final class Tormentor implements Runnable {
    private final List<Trouble> troubles;
    private final Budget budget;
    private final Tally tally;
    private final Random dice;
    private final Duration pause;

    Tormentor(List<Trouble> troubles, Budget budget, Tally tally, Duration pause, Random dice) {
        troubles.stream().filter(trouble -> !trouble.isPossible()).forEach(trouble -> tally.impossible(trouble.name()));
        this.troubles = troubles.stream().filter(Trouble::isPossible).toList();
        this.budget = budget;
        this.tally = tally;
        this.dice = dice;
        this.pause = pause;
    }

    @Override
    public void run() {
        try {
            while (!troubles.isEmpty() && budget.take()) {
                // The moment is the experiment: any may be the one at which something breaks.
                TimeUnit.MILLISECONDS.sleep(dice.nextInt(Math.toIntExact(pause.toMillis())));
                Trouble trouble = troubles.get(dice.nextInt(troubles.size()));
                inject(trouble);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("a fault could not be injected", e);
        }
    }

    private void inject(Trouble trouble) throws Exception {
        try {
            trouble.strike(dice);
            tally.injected(trouble.name());
        } catch (SQLException busy) {
            // The database is in trouble already, its disk being full, say.
            budget.giveBack();
        }
    }
}
