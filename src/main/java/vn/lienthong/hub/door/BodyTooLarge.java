package vn.lienthong.hub.door;

import java.io.IOException;

/** A body went on beyond the limit; reading it was given up. */
final class BodyTooLarge extends IOException {
    private final long limit;

    BodyTooLarge(long limit) {
        super("the body is longer than " + limit + " bytes");
        this.limit = limit;
    }

    long limit() {
        return limit;
    }
}
