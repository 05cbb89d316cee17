package vn.lienthong.hub.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;

/**
 * What a caller may do at which address of the broker, whatever the protocol.
 *
 * <ul>
 *   <li>who looks up sends to {@value #LOOKUP} and is answered at a temporary queue or under {@code reply.<client id>.}
 *   <li>who hands in dossiers sends to {@value #SUBMIT} and is answered there too
 *   <li>who subscribes receives from {@value #STATUS} and what is below it, through queues whose names start with its client
 *       id, so that nobody takes or removes another's subscription
 *   <li>who pushes for a system sends to {@code agency.changes.<system>}, and takes what is asked of and handed in for it from
 *       {@code agency.ask.<system>} and {@code agency.submissions.<system>}
 * </ul>
 *
 * Everything else is the hub's own.
 */
public final class QueueAccess {
    public static final String LOOKUP = "dossier.lookup";
    public static final String SUBMIT = "dossier.submit";
    public static final String STATUS = "hub.status";
    public static final String CHANGES = "agency.changes.";
    public static final String QUESTIONS = "agency.ask.";
    public static final String SUBMISSIONS = "agency.submissions.";
    public static final String ANSWERS = "agency.answers.";
    public static final String REPLIES = "reply.";

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern STARTS_WITH_UUID = Pattern.compile(UUID.pattern() + "(?:[.:/_-].*)?");

    private final Access access;
    // Who made a temporary address is the one who may read it. Large enough that a living one is not forgotten.
    private final Cache<String, String> makers =
            Caffeine.newBuilder().maximumSize(200_000).build();

    private final boolean seesWhoMakesThem;

    /**
     * @param seesWhoMakesThem whether the broker asks here before a temporary address is made, as the hub's own one does; with
     *     another broker, that nobody guesses a temporary address is what keeps strangers away from it
     */
    public QueueAccess(Access access, boolean seesWhoMakesThem) {
        this.access = access;
        this.seesWhoMakesThem = seesWhoMakesThem;
    }

    /** Things done at an address. */
    public enum Act {
        SEND,
        RECEIVE,
        /** To make a queue at an address, or the address itself. */
        MAKE,
        /** To remove either. */
        REMOVE,
        /** To look into a queue without taking, or to manage the broker. */
        ADMINISTER
    }

    /**
     * @param address the address
     * @param queue the queue at it; null where the act is on the address
     */
    public boolean may(Caller caller, Act act, String address, @Nullable String queue) {
        return switch (act) {
            case SEND -> maySend(caller, address);
            case RECEIVE, REMOVE -> mayReceive(caller, address, queue);
            // Clients of some protocols make what they send to, where it is not there yet.
            case MAKE ->
                mayReceive(caller, address, queue) || maySend(caller, address) && queueIsTheAddress(address, queue);
            case ADMINISTER -> false;
        };
    }

    /** Whether a request of this caller may name this address for its reply: one that it may read itself. */
    public boolean mayBeAnsweredAt(Caller caller, String address) {
        return isOwnReplyAddress(caller, address)
                || isTemporary(address) && (!seesWhoMakesThem || caller.id().equals(makers.getIfPresent(address)));
    }

    /**
     * Whether a client may give this name to a session, a subscription or a share of one: names start with the client's own
     * id, or are a UUID, which nobody guesses.
     */
    public boolean isNameOf(String callerId, String name) {
        return STARTS_WITH_UUID.matcher(name).matches()
                || ownerOf(name).filter(callerId::equals).isPresent();
    }

    private static boolean maySend(Caller caller, String address) {
        return address.equals(LOOKUP) && caller.may(Right.LOOK_UP)
                || address.equals(SUBMIT) && !caller.submitsTo().isEmpty()
                || isOfOwnSystem(caller, address, CHANGES)
                || isOfOwnSystem(caller, address, ANSWERS);
    }

    private static boolean isOfOwnSystem(Caller caller, String address, String kind) {
        return address.startsWith(kind) && mayPush(caller, address.substring(kind.length()));
    }

    private static boolean mayPush(Caller caller, String system) {
        return caller.pushesFor().stream().map(SystemId::value).anyMatch(system::equals);
    }

    private boolean mayReceive(Caller caller, String address, @Nullable String queue) {
        if (isTemporary(address)) {
            return queueIsTheAddress(address, queue) && isMaker(caller, address);
        }
        if (isOwnReplyAddress(caller, address)
                || (isOfOwnSystem(caller, address, QUESTIONS) || isOfOwnSystem(caller, address, SUBMISSIONS))
                        && queueIsTheAddress(address, queue)) {
            return true;
        }
        return isStatus(address) && caller.may(Right.SUBSCRIBE) && (queue == null || isNameOf(caller.id(), queue));
    }

    private boolean isMaker(Caller caller, String address) {
        return caller.id().equals(makers.get(address, unknown -> caller.id()));
    }

    private static boolean isTemporary(String address) {
        return UUID.matcher(address).matches();
    }

    private static boolean isOwnReplyAddress(Caller caller, String address) {
        return address.startsWith(REPLIES + caller.id() + ".");
    }

    private static boolean isStatus(String address) {
        return address.equals(STATUS) || address.startsWith(STATUS + ".");
    }

    private static boolean queueIsTheAddress(String address, @Nullable String queue) {
        return queue == null || queue.equals(address);
    }

    /** A name belongs to the caller with the longest id that it starts with. */
    private Optional<String> ownerOf(String queue) {
        for (int end = queue.length(); end > 0; end--) {
            if (end == queue.length() || ".:/_-\\".indexOf(queue.charAt(end)) >= 0) {
                String name = queue.substring(0, end);
                if (access.byName(name).isPresent()) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }
}
