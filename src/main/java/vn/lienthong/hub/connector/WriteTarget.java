package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One place that a field may be written to.
 *
 * @param place where
 * @param turned what the values are turned back by, the outermost first
 * @param when what has to hold in the record for this place to count, or null
 */
record WriteTarget(WritePlace place, List<Turned> turned, @Nullable Condition when) {
    WriteTarget {
        turned = List.copyOf(turned);
    }

    /** The system's value for a canonical one, or null where the system has none that would read back as it. */
    @Nullable
    String valueOf(String canonical) {
        String value = canonical;
        for (int i = 0; i < turned.size() && value != null; i++) {
            value = turned.get(i).back(value);
        }
        return value;
    }

    /** This target within a rule that turns what it reads once more. */
    WriteTarget within(Turned outer) {
        List<Turned> all = new ArrayList<>(List.of(outer));
        all.addAll(turned);
        return new WriteTarget(place, all, when);
    }

    WriteTarget onlyWhen(Condition condition) {
        return new WriteTarget(place, turned, condition);
    }

    /**
     * Whether another value of the record is one of some.
     *
     * @param at the pointer to it, from the record on
     */
    record Condition(String at, Set<String> is) {
        Condition {
            is = Set.copyOf(is);
        }
    }

    /**
     * A field's {@code values}, turned back.
     *
     * @param back the system's value by the canonical one
     * @param own all values of the system that become others
     */
    record Turned(Map<String, String> back, Set<String> own) {
        Turned {
            back = Map.copyOf(back);
            own = Set.copyOf(own);
        }

        /** @param preferred which of the system's values is written for a canonical one, where several become it */
        static Turned of(Map<String, String> values, Map<String, String> preferred) {
            Map<String, String> back = new HashMap<>();
            values.forEach((own, canonical) -> back.put(canonical, own));
            preferred.forEach((canonical, own) -> back.replace(canonical, own));
            return new Turned(back, new HashSet<>(values.keySet()));
        }

        @Nullable
        String back(String canonical) {
            String found = back.get(canonical);
            // A value that is not listed is read as it stands, so it is written so, unless it would be read as another.
            return found != null ? found : own.contains(canonical) ? null : canonical;
        }
    }
}
