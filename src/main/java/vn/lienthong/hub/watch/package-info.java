/**
 * Looks again and again whether systems have changed the contracts that their connectors lean on.
 */
@ApplicationModule(
        displayName = "Contract watch",
        allowedDependencies = {
            "canonical",
            "problem",
            "connector",
            "contract",
            "agency",
            "agency :: call",
            "trail",
            "translation",
            "translation :: schema"
        })
@NullMarked
package vn.lienthong.hub.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
