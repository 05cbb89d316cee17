/**
 * What every HTTP door has in common: limits, languages, and problems told as problem+json.
 */
@ApplicationModule(
        displayName = "Door",
        allowedDependencies = {"canonical", "problem"})
@NullMarked
package vn.lienthong.hub.door;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
