/**
 * Takes away what is older than its retention, in small batches beside the usual traffic.
 */
@ApplicationModule(
        displayName = "Retention",
        allowedDependencies = {})
@NullMarked
package vn.lienthong.hub.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
