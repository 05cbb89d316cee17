/**
 * What administrators see: health, metrics, and Hawtio.
 */
@ApplicationModule(
        displayName = "Operations",
        allowedDependencies = {
            "canonical",
            "problem",
            "connector",
            "status",
            "delivery",
            "deadletter",
            "broker",
            "store",
            "access",
            "agency",
            "door",
            "trail",
            "watch"
        })
@NullMarked
package vn.lienthong.hub.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
