package vn.lienthong.hub.simulation;

/** The system of a connector cannot be played; the message tells why. */
public final class CannotBePlayed extends IllegalArgumentException {
    CannotBePlayed(String why) {
        super(why);
    }
}
