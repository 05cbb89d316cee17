/**
 * Compares what agencies, the hub and portals have, tells the differences with their causes, and repairs them.
 */
@ApplicationModule(
        displayName = "Reconciliation",
        allowedDependencies = {
            "canonical",
            "problem",
            "connector",
            "agency",
            "status",
            "portal",
            "delivery",
            "store",
            "access",
            "door",
            "trail",
            "retention"
        })
@NullMarked
package vn.lienthong.hub.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
