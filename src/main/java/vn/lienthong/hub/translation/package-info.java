/**
 * SOAP and REST, XML and JSON: one made from the other, safely and in one pass.
 */
@ApplicationModule(
        displayName = "Translation",
        allowedDependencies = {"canonical", "problem"})
@NullMarked
package vn.lienthong.hub.translation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
