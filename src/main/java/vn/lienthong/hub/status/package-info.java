/**
 * Accepts each change once and in order, keeps the last known status and its history.
 */
@ApplicationModule(
        displayName = "Status",
        allowedDependencies = {"canonical", "problem", "store", "wire", "retention"})
@NullMarked
package vn.lienthong.hub.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
