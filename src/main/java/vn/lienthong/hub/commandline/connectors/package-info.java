/** The commands with which agency IT staff register, try, run and repair connectors, and mend what could not go through, over the hub's API. */
@NullMarked
package vn.lienthong.hub.commandline.connectors;

import org.jspecify.annotations.NullMarked;
