/**
 * What a system's contract, a WSDL or an OpenAPI document, says that its answers hold; and what another edition of it changes.
 */
@ApplicationModule(
        displayName = "Contract",
        allowedDependencies = {"canonical", "translation", "translation :: schema", "translation :: soap"})
@NullMarked
package vn.lienthong.hub.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
