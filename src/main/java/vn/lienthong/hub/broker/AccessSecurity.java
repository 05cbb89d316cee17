package vn.lienthong.hub.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CompositeAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.access.Access;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.QueueAccess;
import vn.lienthong.hub.access.QueueAccess.Act;

/**
 * Guards the embedded broker's doors: a client comes in with its id as user name and its key as password, and does what
 * {@link QueueAccess} allows. The hub itself may do everything.
 */
final class AccessSecurity implements ActiveMQSecurityManager5 {
    private static final Logger LOG = LoggerFactory.getLogger(AccessSecurity.class);

    private final HubIdentity hub;
    private final Access access;
    private final QueueAccess queues;

    AccessSecurity(HubIdentity hub, Access access, QueueAccess queues) {
        this.hub = hub;
        this.access = access;
        this.queues = queues;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user,
            @Nullable String password,
            @Nullable RemotingConnection connection,
            @Nullable String securityDomain) {
        if (user == null || !validateUser(user, password)) {
            return null;
        }
        var subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        return subject;
    }

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        if (user == null || password == null) {
            return false;
        }
        return user.equals(hub.user())
                ? isHub(password)
                : access.byNameAndSecret(user, password)
                        .filter(caller -> caller.kind() == Caller.Kind.CLIENT)
                        .isPresent();
    }

    private boolean isHub(String password) {
        return MessageDigest.isEqual(
                password.getBytes(StandardCharsets.UTF_8), hub.password().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, Set<Role> roles, CheckType checkType) {
        // Without an address there is nothing to allow.
        return hub.user().equals(user) && validateUser(user, password);
    }

    /** @param place an address, or {@code address::queue} where the act is on a queue */
    @Override
    public boolean authorize(@Nullable Subject subject, Set<Role> roles, CheckType check, String place) {
        String user = getUserFromSubject(subject);
        if (user == null) {
            return false;
        }
        if (user.equals(hub.user())) {
            return true;
        }
        var whole = SimpleString.of(place);
        String address = CompositeAddress.extractAddressName(whole).toString();
        @Nullable
        String queue = CompositeAddress.isFullyQualified(place)
                ? CompositeAddress.extractQueueName(whole).toString()
                : null;
        Optional<Caller> caller = access.byName(user);
        boolean may = caller.filter(known -> queues.may(known, actOf(check), address, queue))
                .isPresent();
        if (!may) {
            LOG.info("client {} may not {} at {}", user, check, place);
        }
        return may;
    }

    private static Act actOf(CheckType check) {
        return switch (check) {
            case SEND -> Act.SEND;
            case CONSUME -> Act.RECEIVE;
            case CREATE_ADDRESS, CREATE_DURABLE_QUEUE, CREATE_NON_DURABLE_QUEUE -> Act.MAKE;
            case DELETE_ADDRESS, DELETE_DURABLE_QUEUE, DELETE_NON_DURABLE_QUEUE -> Act.REMOVE;
            case MANAGE, BROWSE, VIEW, EDIT -> Act.ADMINISTER;
        };
    }
}
