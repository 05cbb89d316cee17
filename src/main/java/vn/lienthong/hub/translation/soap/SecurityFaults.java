package vn.lienthong.hub.translation.soap;

import java.util.Set;

/** Faults of WS-Security ("SOAP Message Security 1.1.1", OASIS, section 12). */
public final class SecurityFaults {
    /**
     * The codes by which a system does not let a caller in, without their prefixes. A token that is judged too old is among
     * them: it is the hub's clock, or the system's, that is to be looked at.
     */
    public static final Set<String> NOT_LET_IN =
            Set.of("FailedAuthentication", "InvalidSecurity", "InvalidSecurityToken", "FailedCheck", "MessageExpired");

    private SecurityFaults() {}
}
