/**
 * Drafts a connector from a system's contract: which operation tells changes, which answers a look-up, and what its fields
 * mean, as far as their names tell.
 */
@ApplicationModule(
        displayName = "Draft",
        allowedDependencies = {
            "canonical",
            "problem",
            "connector",
            "translation",
            "translation :: schema",
            "translation :: soap"
        })
@NullMarked
package vn.lienthong.hub.draft;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
