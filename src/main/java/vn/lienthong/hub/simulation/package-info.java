/**
 * The system's side of a connector, from its definition, contract and samples: so that staff can try a connector before their
 * system is ready.
 */
@ApplicationModule(
        displayName = "Simulation",
        allowedDependencies = {
            "canonical",
            "problem",
            "connector",
            "simulator",
            "translation",
            "translation :: schema",
            "translation :: soap"
        })
@NullMarked
package vn.lienthong.hub.simulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
