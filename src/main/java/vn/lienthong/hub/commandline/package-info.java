/**
 * The words one can say to the jar apart from running the hub.
 */
@ApplicationModule(
        displayName = "Command line",
        allowedDependencies = {
            "access",
            "canonical",
            "connector",
            "draft",
            "problem",
            "simulation",
            "simulator",
            "trail"
        })
@NullMarked
package vn.lienthong.hub.commandline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
