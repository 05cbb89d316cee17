/**
 * SOAP services by their contracts: a WSDL 1.1 read, its operations with their translations, envelopes written and read
 * in one pass. A library: it knows no transport and no framework. {@link vn.lienthong.hub.translation.soap.SoapContract}
 * is where to begin.
 */
@NamedInterface("soap")
@NullMarked
package vn.lienthong.hub.translation.soap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
