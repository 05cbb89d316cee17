package vn.lienthong.hub.operations;

import java.util.Set;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Right;

/**
 * What a caller may do over Jolokia, and so in Hawtio: a viewer reads and sees how routes run; an administrator also steers
 * Camel and the broker. Nobody reaches what could run foreign code, write files or print secrets.
 */
@Component
class JolokiaRights implements Restrictor {
    private static final Set<String> STEERED =
            Set.of("org.apache.camel", "org.apache.activemq.artemis", "hawtio", "jolokia");
    private static final Set<String> CAMEL_READ_ONLY_PREFIXES =
            Set.of("dumpRoute", "dumpStats", "dumpStep", "dumpStruct");
    private static final Pattern CAMEL_LOADS_CODE = Pattern.compile("(?i)(add|update|load|compile).*|.*from(xml|yaml)");
    private static final Set<String> SECRET_ATTRIBUTES =
            Set.of("SystemProperties", "InputArguments", "ClassPath", "BootClassPath", "LibraryPath");

    private final PeopleTrail trail;

    JolokiaRights(PeopleTrail trail) {
        this.trail = trail;
    }

    @Override
    public boolean isHttpMethodAllowed(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.POST;
    }

    @Override
    public boolean isTypeAllowed(RequestType type) {
        return switch (type) {
            // Which operations and attributes is asked below; Jolokia itself asks this question of the others only.
            case READ, LIST, VERSION, SEARCH, EXEC, WRITE -> may(Right.VIEW);
            // Hawtio needs neither; a proxy's target or a listener is not for callers to choose.
            case CONFIG, NOTIFICATION -> false;
        };
    }

    /** A link on another site could make a browser GET; only what is posted has shown the CSRF token. */
    private static boolean isSafeFromOtherSites() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                && current.getRequest().getMethod().equals("POST");
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
        return may(Right.VIEW) && !SECRET_ATTRIBUTES.contains(attribute);
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
        boolean allowed = may(Right.ADMINISTER) && STEERED.contains(name.getDomain()) && isSafeFromOtherSites();
        trail.steered(name, attribute, allowed);
        return allowed;
    }

    /** @param operation its name, with or without its parameters' types in brackets */
    @Override
    public boolean isOperationAllowed(ObjectName name, String operation) {
        String verb = operation.contains("(") ? operation.substring(0, operation.indexOf('(')) : operation;
        if (!isSafeFromOtherSites()) {
            return false;
        }
        if (may(Right.VIEW) && isReading(name, verb)) {
            return true;
        }
        boolean allowed = may(Right.ADMINISTER) && isSteering(name, verb);
        trail.steered(name, verb, allowed);
        return allowed;
    }

    /** Operations that only tell, and nothing of what is inside messages. */
    private static boolean isReading(ObjectName name, String verb) {
        return switch (name.getDomain()) {
            case "org.apache.camel" -> CAMEL_READ_ONLY_PREFIXES.stream().anyMatch(verb::startsWith);
            // May this user do that? How do the names look?
            case "hawtio", "jolokia" -> true;
            default -> false;
        };
    }

    private static boolean isSteering(ObjectName name, String verb) {
        if (name.getDomain().equals("java.lang")) {
            return verb.equals("gc") || verb.equals("dumpAllThreads") || verb.equals("findDeadlockedThreads");
        }
        boolean loadsCode = name.getDomain().equals("org.apache.camel")
                && CAMEL_LOADS_CODE.matcher(verb).matches();
        return STEERED.contains(name.getDomain()) && !loadsCode;
    }

    @Override
    public boolean isRemoteAccessAllowed(String... hostOrAddress) {
        return true;
    }

    @Override
    public boolean isOriginAllowed(@Nullable String origin, boolean onlyIfStrict) {
        // Asked whether to let a request in, and whether to let another site's script read the answer: never that.
        return onlyIfStrict;
    }

    @Override
    public boolean isObjectNameHidden(ObjectName name) {
        return false;
    }

    private static boolean may(Right right) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller && caller.may(right);
    }
}
