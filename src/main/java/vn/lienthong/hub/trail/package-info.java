/**
 * Who asked or was told what, and when.
 */
@ApplicationModule(
        displayName = "Trail",
        allowedDependencies = {"canonical", "problem", "store", "retention"})
@NullMarked
package vn.lienthong.hub.trail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
