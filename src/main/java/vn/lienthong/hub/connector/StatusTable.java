package vn.lienthong.hub.connector;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange.AgencyCode;

/**
 * Which national status an agency's code means.
 *
 * @param name its name under {@code tables} in {@code mapping.yaml}
 * @param statuses by {@code code} or {@code code/sub-code}
 */
record StatusTable(String name, Map<String, DossierStatus> statuses) {
    StatusTable {
        statuses = Map.copyOf(statuses);
    }

    /** The status of code and sub-code, else of the code alone; null if the table has neither. */
    @Nullable
    DossierStatus of(AgencyCode code) {
        DossierStatus status = code.subCode() == null ? null : statuses.get(code.code() + "/" + code.subCode());
        return status != null ? status : statuses.get(code.code());
    }
}
