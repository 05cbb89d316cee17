/**
 * Serves connectors' own operations to others, in the other of SOAP and REST.
 */
@ApplicationModule(
        displayName = "Facade",
        allowedDependencies = {
            "canonical",
            "problem",
            "connector",
            "translation",
            "translation :: schema",
            "translation :: soap",
            "translation :: openapi",
            "agency",
            "agency :: call",
            "access",
            "door",
            "trail"
        })
@NullMarked
package vn.lienthong.hub.facade;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
