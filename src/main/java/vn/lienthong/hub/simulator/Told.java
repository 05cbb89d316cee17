package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierStatus;

/**
 * A dossier as it was right after one of its changes.
 *
 * @param changes its changes up to and with this one, oldest first; never empty
 */
record Told(DossierFacts facts, List<Change> changes) {
    Told {
        changes = List.copyOf(changes);
    }

    Change change() {
        return changes.get(changes.size() - 1);
    }

    /** The last national status; changes that have none are passed over. */
    @Nullable
    DossierStatus status() {
        for (int i = changes.size() - 1; i >= 0; i--) {
            DossierStatus means = changes.get(i).means();
            if (means != null) {
                return means;
            }
        }
        return null;
    }

    boolean isAtItsEnd() {
        DossierStatus status = status();
        return status != null && status.isFinal();
    }

    @Nullable
    Instant receivedAt() {
        return firstTime(DossierStatus.ACCEPTED);
    }

    @Nullable
    Instant completedAt() {
        return firstTime(DossierStatus.COMPLETED);
    }

    /** Known once the dossier was accepted. */
    @Nullable
    Instant dueAt() {
        return receivedAt() == null ? null : facts.dueAt();
    }

    private @Nullable Instant firstTime(DossierStatus status) {
        Optional<Change> first =
                changes.stream().filter(change -> change.means() == status).findFirst();
        return first.map(Change::at).orElse(null);
    }

    /** The change as {@code GET /control/truth} tells it, with the number of its dossier. */
    ObjectNode truth() {
        ObjectNode truth = Json.object().put("number", facts.number());
        return truth.setAll(truthOf(change()));
    }

    static ObjectNode truthOf(Change change) {
        DossierStatus means = change.means();
        return Json.object()
                .put("seq", change.seq())
                .put("sequence", change.sequence())
                .put("code", change.code().code())
                .put("subCode", change.code().subCode())
                .put("status", means == null ? null : means.code())
                .put("at", change.at().toString())
                .put("flaw", change.flaw().key());
    }
}
