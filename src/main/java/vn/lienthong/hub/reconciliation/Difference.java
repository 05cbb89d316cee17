package vn.lienthong.hub.reconciliation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;

/**
 * Something that two systems do not have the same.
 *
 * @param number within its report, from 1
 * @param where the agency or portal that differs from the hub
 * @param dossierNo the number at its own system; a question mark where a record does not tell it
 * @param there what that system has: a status, or a problem; empty if nothing
 * @param hub what the hub has; empty if nothing
 * @param since when this difference was first found, in this report or the ones before
 * @param repaired how its repair went, null if none was tried
 */
public record Difference(
        int number,
        SystemId where,
        Cause cause,
        String dossierNo,
        String there,
        String hub,
        Instant since,
        @Nullable String repaired) {}
