/**
 * Takes what citizens hand in at portals, keeps it with its attachments, and brings it to the agencies' systems.
 */
@ApplicationModule(
        displayName = "Submission",
        allowedDependencies = {
            "canonical",
            "problem",
            "connector",
            "translation",
            "agency",
            "agency :: call",
            "delivery",
            "deadletter",
            "access",
            "door",
            "store",
            "wire",
            "status",
            "trail",
            "retention"
        })
@NullMarked
package vn.lienthong.hub.submission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
