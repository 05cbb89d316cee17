/**
 * The message broker: embedded with a journal on disk, or another one by configuration; its doors are guarded by the access module.
 */
@ApplicationModule(
        displayName = "Broker",
        allowedDependencies = {"access", "canonical", "problem", "retention"})
@NullMarked
package vn.lienthong.hub.broker;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
