/**
 * Connector definitions: read, checked, registered; the mapping of an agency's codes and fields.
 */
@ApplicationModule(
        displayName = "Connector",
        allowedDependencies = {
            "canonical",
            "problem",
            "store",
            "translation",
            "translation :: schema",
            "translation :: soap",
            "translation :: openapi"
        })
@NullMarked
package vn.lienthong.hub.connector;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
