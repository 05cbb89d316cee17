package vn.lienthong.hub.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;

/**
 * Who is calling, over whichever protocol, and what they may do.
 *
 * @param id the client's id or the person's login
 * @param kind whether it is a program or a person
 * @param rights what it may do
 * @param pushesFor the systems for which it may push changes
 * @param usesFacadesOf the connectors whose facades it may use
 * @param submitsTo the agencies' systems for which it may hand in dossiers
 * @param portal the connector by which it is told of changes itself, and so is not told its own; null where it has none
 */
public record Caller(
        String id,
        Kind kind,
        Set<Right> rights,
        Set<SystemId> pushesFor,
        Set<SystemId> usesFacadesOf,
        Set<SystemId> submitsTo,
        @Nullable SystemId portal) {
    public Caller {
        submitsTo = Set.copyOf(submitsTo);
        rights = Set.copyOf(rights);
        pushesFor = Set.copyOf(pushesFor);
        usesFacadesOf = Set.copyOf(usesFacadesOf);
    }

    /** A caller that hands nothing in. */
    public Caller(String id, Kind kind, Set<Right> rights, Set<SystemId> pushesFor, Set<SystemId> usesFacadesOf) {
        this(id, kind, rights, pushesFor, usesFacadesOf, Set.of(), null);
    }

    /** A caller that uses no facade. */
    public Caller(String id, Kind kind, Set<Right> rights, Set<SystemId> pushesFor) {
        this(id, kind, rights, pushesFor, Set.of());
    }

    /** A program with a key, or a person with a login. */
    public enum Kind {
        CLIENT,
        PERSON
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }

    public boolean mayUseFacadeOf(SystemId system) {
        return usesFacadesOf.contains(system);
    }

    public boolean maySubmitTo(SystemId system) {
        return submitsTo.contains(system);
    }

    public boolean mayPushFor(SystemId system) {
        return pushesFor.contains(system);
    }
}
