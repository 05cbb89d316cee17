package vn.lienthong.hub.broker;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The hub's own user on the embedded broker. Its password is made at start, lives in memory, and opens the in-process
 * door only.
 *
 * @param user the user name, which no client can have
 * @param password 256 random bits
 */
public record HubIdentity(String user, String password) {
    static HubIdentity fresh() {
        byte[] bits = new byte[32];
        new SecureRandom().nextBytes(bits);
        return new HubIdentity("#hub", HexFormat.of().formatHex(bits));
    }

    /** Prints no password. */
    @Override
    public String toString() {
        return "HubIdentity[" + user + "]";
    }
}
