/**
 * The canonical words as JSON: on the hub's own queues and in its store. What clients see is written by the portal module,
 * which leaves out what they may not see.
 */
@ApplicationModule(
        displayName = "Wire",
        allowedDependencies = {"canonical"})
@NullMarked
package vn.lienthong.hub.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
