package vn.lienthong.hub.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.StatusAnswer;
import vn.lienthong.hub.connector.ConnectorDefinition;

/**
 * What has been found out about one inquiry, on its way along the route {@code portal-lookup}.
 *
 * @param answer the answer, or null while there is none
 * @param known the dossier as last known, where it is known and too old
 * @param toAsk the systems that could know more
 */
public record Finding(
        Inquiry inquiry, @Nullable StatusAnswer answer, @Nullable DossierState known, List<ConnectorDefinition> toAsk) {
    public Finding {
        toAsk = List.copyOf(toAsk);
    }

    static Finding answered(Inquiry inquiry, StatusAnswer answer) {
        return new Finding(inquiry, answer, null, List.of());
    }

    /** Whether nobody needs to be asked any more. */
    public boolean isAnswered() {
        return answer != null;
    }
}
