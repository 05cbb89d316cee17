package vn.lienthong.hub.door;

import jakarta.servlet.http.HttpServletRequest;

/** Says of a request that its body is streamed by its door, which has a limit of its own. Any Spring bean of this type is asked. */
@FunctionalInterface
public interface Streamed {
    /** Quick, for every request is asked for; before anybody knows who sends it. */
    boolean isStreamed(HttpServletRequest request);
}
