package vn.lienthong.hub.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** Lets the hub itself in, and nobody else. */
final class HubOnlySecurity implements ActiveMQSecurityManager5 {
    private final HubIdentity hub;

    HubOnlySecurity(HubIdentity hub) {
        this.hub = hub;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            RemotingConnection connection,
            @Nullable String securityDomain) {
        if (!validateUser(user, password)) {
            return null;
        }
        var subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(hub.user()));
        return subject;
    }

    @Override
    public boolean authorize(@Nullable Subject subject, Set<Role> roles, CheckType checkType, String address) {
        return subject != null && subject.getPrincipals().contains(new UserPrincipal(hub.user()));
    }

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        return user != null
                && password != null
                && user.equals(hub.user())
                && MessageDigest.isEqual(
                        password.getBytes(StandardCharsets.UTF_8),
                        hub.password().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, Set<Role> roles, CheckType checkType) {
        return validateUser(user, password);
    }
}
