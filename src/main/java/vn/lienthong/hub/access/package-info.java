/**
 * Clients and people, their keys, roles and rights, and rate limits: one answer for HTTP, SOAP and the broker alike.
 */
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"canonical", "problem", "door"})
@NullMarked
package vn.lienthong.hub.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
