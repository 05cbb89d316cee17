package vn.lienthong.hub.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The faults now in force, with the counts behind each "every". */
public final class Misbehaviour {
    /** What is counted. */
    public enum Kind {
        FAIL,
        REPEAT,
        LOSE_ANSWER,
        REFUSE,
        UNMAPPED,
        BAD_DATE,
        MISSING_FIELD,
        JUMP,
        REGRESS
    }

    private final Map<Kind, AtomicLong> counts = new EnumMap<>(Kind.class);
    private volatile Faults faults = Faults.NONE;

    /** Good behaviour, until faults are set. */
    public Misbehaviour() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new AtomicLong());
        }
    }

    public Faults faults() {
        return faults;
    }

    /** Counting starts anew, so that a test knows which one is hit. */
    void set(Faults newFaults) {
        faults = newFaults;
        counts.values().forEach(count -> count.set(0));
    }

    /** Counts one more and tells whether it is the one to go wrong. */
    public boolean hits(Kind kind) {
        int every = every(kind);
        AtomicLong count = counts.get(kind);
        return every > 0 && count != null && count.incrementAndGet() % every == 0;
    }

    /** The records with the repeats and the disorder that are in force. */
    <T> List<T> disturbed(List<T> records) {
        List<T> told = new ArrayList<>();
        for (T one : records) {
            told.add(one);
            if (hits(Kind.REPEAT)) {
                told.add(one);
            }
        }
        if (faults.disorder()) {
            Collections.reverse(told);
        }
        return told;
    }

    private int every(Kind kind) {
        return switch (kind) {
            case FAIL -> faults.failEvery();
            case REPEAT -> faults.repeatEvery();
            case LOSE_ANSWER -> faults.loseAnswerEvery();
            case REFUSE -> faults.refuseEvery();
            case UNMAPPED -> faults.unmappedEvery();
            case BAD_DATE -> faults.badDateEvery();
            case MISSING_FIELD -> faults.missingFieldEvery();
            case JUMP -> faults.jumpEvery();
            case REGRESS -> faults.regressEvery();
        };
    }
}
