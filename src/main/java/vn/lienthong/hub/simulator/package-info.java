/**
 * One-stop systems and portals to try the hub against: real servers with faults on demand. Shares no code with the hub but the canonical words.
 */
@ApplicationModule(
        displayName = "Simulator",
        allowedDependencies = {"canonical"})
@NullMarked
package vn.lienthong.hub.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
