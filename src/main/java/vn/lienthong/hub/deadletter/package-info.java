/**
 * Keeps what could not go through, with stage, cause and original; lists and replays it.
 */
@ApplicationModule(
        displayName = "Dead letters",
        allowedDependencies = {"canonical", "problem", "store", "access", "door", "trail", "retention"})
@NullMarked
package vn.lienthong.hub.deadletter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
