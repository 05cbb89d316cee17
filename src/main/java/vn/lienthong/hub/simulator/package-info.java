/**
 * One-stop systems and portals to try the hub against: real servers with faults on demand. Shares no code with the hub
 * but the canonical words.
 *
 * <p>{@link vn.lienthong.hub.simulator.Simulators} starts all five. Their contracts are written down beside each
 * connector, in {@code connectors/<id>/connector.yaml}.
 */
@ApplicationModule(
        displayName = "Simulator",
        allowedDependencies = {"canonical"})
@NullMarked
package vn.lienthong.hub.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
