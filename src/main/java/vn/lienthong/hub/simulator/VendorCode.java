package vn.lienthong.hub.simulator;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierStatus;

/**
 * A status value of an agency's software.
 *
 * @param means its national status; null where there is none
 * @param label what the software calls it
 */
record VendorCode(String code, @Nullable String subCode, @Nullable DossierStatus means, String label) {}
