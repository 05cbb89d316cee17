package vn.lienthong.hub.translation.schema;

import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;

/** A part of a content model as it was declared. */
sealed interface Particle {
    int UNBOUNDED = Integer.MAX_VALUE;

    int min();

    int max();

    /** Whether it is there even if nothing is. */
    boolean mayBeEmpty();

    /**
     * An element, or one that may stand in its place.
     *
     * @param accepted by name, the declared one first unless it is abstract
     * @param substitutable whether others were declared to stand in its place
     */
    record Leaf(int min, int max, ElementPlan head, Map<QName, ElementPlan> accepted, boolean substitutable)
            implements Particle {
        @Override
        public boolean mayBeEmpty() {
            return min == 0;
        }
    }

    /** Elements of a wildcard. */
    record Any(int min, int max, Wildcard wildcard) implements Particle {
        @Override
        public boolean mayBeEmpty() {
            return min == 0;
        }
    }

    /** How the particles of a group go together. */
    enum Order {
        SEQUENCE,
        CHOICE,
        ALL
    }

    /** A sequence, a choice or an all. */
    record Group(Order order, int min, int max, List<Particle> particles) implements Particle {
        static final Group EMPTY = new Group(Order.SEQUENCE, 1, 1, List.of());

        @Override
        public boolean mayBeEmpty() {
            return min == 0
                    || (order == Order.CHOICE
                            ? particles.isEmpty() || particles.stream().anyMatch(Particle::mayBeEmpty)
                            : particles.stream().allMatch(Particle::mayBeEmpty));
        }
    }

    static int times(int one, int other) {
        if (one == 0 || other == 0) {
            return 0;
        }
        return one == UNBOUNDED || other == UNBOUNDED || (long) one * other >= UNBOUNDED ? UNBOUNDED : one * other;
    }
}
