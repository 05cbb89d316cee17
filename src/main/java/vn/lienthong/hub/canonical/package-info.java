/**
 * The field's words as values: dossier, status, change, look-up, answer. Sees the JDK alone.
 */
@ApplicationModule(
        displayName = "Canonical",
        allowedDependencies = {})
@NullMarked
package vn.lienthong.hub.canonical;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
