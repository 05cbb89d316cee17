/**
 * The desk at which agency IT staff register, try, run and repair connectors, over the API.
 */
@ApplicationModule(
        displayName = "Registration",
        allowedDependencies = {
            "canonical",
            "problem",
            "connector",
            "agency",
            "agency :: check",
            "delivery",
            "status",
            "access",
            "door",
            "trail",
            "operations",
            "contract",
            "watch",
            "translation",
            "wire"
        })
@NullMarked
package vn.lienthong.hub.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
