/** One call to one system: its request filled in, its session kept, its answer checked and read. */
@NamedInterface("call")
@NullMarked
package vn.lienthong.hub.agency.call;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
