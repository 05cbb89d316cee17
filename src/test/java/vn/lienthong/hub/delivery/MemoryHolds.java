package vn.lienthong.hub.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.hub.canonical.SystemId;

/** A book of holds in memory. */
public final class MemoryHolds implements HoldBook {
    private final Map<SystemId, Held> holds = new HashMap<>();

    @Override
    public Optional<Held> find(SystemId destination) {
        return Optional.ofNullable(holds.get(destination));
    }

    @Override
    public void keep(SystemId destination, Held held) {
        holds.put(destination, held);
    }

    @Override
    public void clear(SystemId destination) {
        holds.remove(destination);
    }
}
