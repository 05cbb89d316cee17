/**
 * SOAP services made of OpenAPI documents: {@link vn.lienthong.hub.translation.openapi.RestContract} reads one and has its
 * WSDL, its XML Schema, and what becomes of a call. The rules are in {@code src/docs/reference/openapi-and-soap.md}.
 */
@NamedInterface("openapi")
@NullMarked
package vn.lienthong.hub.translation.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
