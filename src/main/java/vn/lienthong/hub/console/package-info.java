/**
 * The web pages.
 */
@ApplicationModule(
        displayName = "Console",
        allowedDependencies = {
            "canonical",
            "problem",
            "connector",
            "status",
            "portal",
            "deadletter",
            "access",
            "operations",
            "broker",
            "door",
            "timeline",
            "reconciliation"
        })
@NullMarked
package vn.lienthong.hub.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
