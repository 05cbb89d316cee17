/**
 * The database: migrations, one writer that shares its commits among concurrent callers, and readers beside it.
 */
@ApplicationModule(
        displayName = "Store",
        allowedDependencies = {"canonical", "problem", "retention"})
@NullMarked
package vn.lienthong.hub.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
