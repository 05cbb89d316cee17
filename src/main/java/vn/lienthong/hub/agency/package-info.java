/**
 * Speaks with agencies: takes in their changes and asks them for a dossier.
 */
@ApplicationModule(
        displayName = "Agency",
        allowedDependencies = {
            "canonical",
            "problem",
            "connector",
            "translation",
            "translation :: schema",
            "translation :: soap",
            "deadletter",
            "access",
            "broker",
            "door",
            "store",
            "wire",
            "status",
            "trail",
            "retention"
        })
@NullMarked
package vn.lienthong.hub.agency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
