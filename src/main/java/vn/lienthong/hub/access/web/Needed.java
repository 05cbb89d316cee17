package vn.lienthong.hub.access.web;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import vn.lienthong.hub.access.AccessProblems;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Right;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;

/** What a path needs of its caller; a refusal says what is lacking. */
final class Needed implements AuthorizationManager<RequestAuthorizationContext> {
    private final Rule rule;
    private final boolean letsStrangersIn;

    private Needed(Rule rule) {
        this(rule, false);
    }

    private Needed(Rule rule, boolean letsStrangersIn) {
        this.rule = rule;
        this.letsStrangersIn = letsStrangersIn;
    }

    /** Whoever asks. */
    static AuthorizationManager<RequestAuthorizationContext> nothing() {
        return (authentication, path) -> new AuthorizationDecision(true);
    }

    /** The caller has this right. */
    static Needed right(Right right) {
        return new Needed((caller, path) -> caller.may(right) ? null : AccessProblems.lacks(caller, right));
    }

    /** The caller has one of the two; what is lacking otherwise is the first. */
    static Needed either(Right first, Right second) {
        return new Needed(
                (caller, path) -> caller.may(first) || caller.may(second) ? null : AccessProblems.lacks(caller, first));
    }

    /** One right for reading, another for everything else. */
    static Needed byMethod(Right read, Right change) {
        return new Needed((caller, path) -> {
            Right right = isRead(path.getRequest().getMethod()) ? read : change;
            return caller.may(right) ? null : AccessProblems.lacks(caller, right);
        });
    }

    /** The caller may hand in dossiers for some agency; for which, the door looks at what is handed in. */
    static Needed submits() {
        return new Needed((caller, path) -> caller.submitsTo().isEmpty() ? AccessProblems.mayNotSubmit(caller) : null);
    }

    /** The caller may push for the system that this variable of the path names. */
    static Needed pushFor(String variable) {
        return system(variable, Caller::pushesFor, AccessProblems::mayNotPushFor);
    }

    /**
     * As {@link #pushFor}; a request that shows nobody in its headers is let in, for its envelope may tell who sends it. The
     * door refuses one that does not.
     */
    static Needed pushForUnlessToldInside(String variable) {
        return new Needed(pushFor(variable).rule, true);
    }

    /** The caller may use the facades of the connector that this variable of the path names. */
    static Needed facadeOf(String variable) {
        return system(variable, Caller::usesFacadesOf, AccessProblems::mayNotUseFacadesOf);
    }

    private static Needed system(
            String variable, Function<Caller, Set<SystemId>> allowed, BiFunction<Caller, String, Problem> refusal) {
        return new Needed((caller, path) -> {
            String system = String.valueOf(path.getVariables().get(variable));
            boolean may = SystemId.parse(system)
                    .filter(allowed.apply(caller)::contains)
                    .isPresent();
            return may ? null : refusal.apply(caller, shown(system));
        });
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    private static String shown(String system) {
        return system.length() <= 40 ? system : system.substring(0, 40) + "…";
    }

    @Override
    public AuthorizationResult authorize(Supplier<Authentication> authentication, RequestAuthorizationContext path) {
        // Asked for, it would refuse at once who is nobody.
        if (letsStrangersIn && SecurityContextHolder.getContext().getAuthentication() == null) {
            return new AuthorizationDecision(true);
        }
        return callerOf(authentication.get()).map(rule(path)).orElse(new AuthorizationDecision(false));
    }

    private Function<Caller, AuthorizationDecision> rule(RequestAuthorizationContext path) {
        return caller -> {
            Problem lacking = rule.lacking(caller, path);
            return lacking == null ? new AuthorizationDecision(true) : new Lacking(lacking);
        };
    }

    private static java.util.Optional<Caller> callerOf(@Nullable Authentication authentication) {
        return authentication instanceof CallerAuthentication known
                ? java.util.Optional.of(known.getPrincipal())
                : java.util.Optional.empty();
    }

    @Override
    @Deprecated
    @SuppressWarnings("removal")
    public @Nullable AuthorizationDecision check(
            Supplier<Authentication> authentication, RequestAuthorizationContext path) {
        return (AuthorizationDecision) authorize(authentication, path);
    }

    @FunctionalInterface
    private interface Rule {
        /** What is lacking, or null. */
        @Nullable
        Problem lacking(Caller caller, RequestAuthorizationContext path);
    }

    /** A refusal and its reason. */
    static final class Lacking extends AuthorizationDecision {
        private final Problem problem;

        Lacking(Problem problem) {
            super(false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
