/**
 * The unified API over every protocol, the change feed, and the deliveries to portals.
 */
@ApplicationModule(
        displayName = "Portal",
        allowedDependencies = {
            "canonical",
            "problem",
            "status",
            "submission",
            "connector",
            "translation",
            "agency",
            "access",
            "broker",
            "door",
            "trail",
            "deadletter",
            "delivery",
            "wire",
            "store"
        })
@NullMarked
package vn.lienthong.hub.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
