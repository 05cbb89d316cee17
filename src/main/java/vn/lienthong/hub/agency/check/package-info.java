/** Connects to a system for real, step by step, and tells how far it comes. */
@NamedInterface("check")
@NullMarked
package vn.lienthong.hub.agency.check;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
