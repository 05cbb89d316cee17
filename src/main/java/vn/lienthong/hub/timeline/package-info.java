/**
 * Shows each hop of each change of a dossier, in one call.
 */
@ApplicationModule(
        displayName = "Timeline",
        allowedDependencies = {"canonical", "problem", "status", "deadletter", "access", "door", "trail"})
@NullMarked
package vn.lienthong.hub.timeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
