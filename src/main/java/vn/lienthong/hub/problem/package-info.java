/**
 * What can go wrong, on whose side, whether to try again, and what to do about it.
 */
@ApplicationModule(
        displayName = "Problem",
        allowedDependencies = {"canonical"})
@NullMarked
package vn.lienthong.hub.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
