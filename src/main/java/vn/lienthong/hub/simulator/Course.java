package vn.lienthong.hub.simulator;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierStatus;

/** Decides what a dossier's next change is, and what is wrong with it. */
final class Course {
    private final Office office;
    private final Walk walk;
    private final Misbehaviour misbehaviour;
    private final Random random;

    Course(Office office, Misbehaviour misbehaviour, Random random) {
        this.office = office;
        this.walk = new Walk(office.statuses());
        this.misbehaviour = misbehaviour;
        this.random = random;
    }

    /** A change that is still without its time. */
    record Turn(VendorCode code, Flaw flaw) {}

    Turn first() {
        return new Turn(codeOf(walk.first()), Flaw.NONE);
    }

    /** The expected way on; null at its end. */
    @Nullable
    Turn straight(@Nullable DossierStatus now) {
        return walk.next(now, random)
                .map(status -> new Turn(codeOf(status), Flaw.NONE))
                .orElse(null);
    }

    /** The way on with the faults in force, for a dossier that is not at its end. */
    Turn next(@Nullable DossierStatus now) {
        if (misbehaviour.hits(Misbehaviour.Kind.UNMAPPED)) {
            return new Turn(office.unmapped(), Flaw.UNMAPPED_CODE);
        }
        return new Turn(codeOf(statusAfter(now)), flawOfTime());
    }

    private DossierStatus statusAfter(@Nullable DossierStatus now) {
        if (misbehaviour.hits(Misbehaviour.Kind.JUMP)) {
            return walk.jump(now, random);
        }
        if (misbehaviour.hits(Misbehaviour.Kind.REGRESS)) {
            return walk.first();
        }
        return walk.next(now, random).orElseThrow();
    }

    private Flaw flawOfTime() {
        if (misbehaviour.hits(Misbehaviour.Kind.BAD_DATE)) {
            return Flaw.BAD_DATE;
        }
        return misbehaviour.hits(Misbehaviour.Kind.MISSING_FIELD) ? Flaw.MISSING_TIME : Flaw.NONE;
    }

    private VendorCode codeOf(DossierStatus status) {
        return InventedPeople.one(office.codesOf(status), random);
    }
}
