package vn.lienthong.hub.operations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.ConnectorSupervisor;
import vn.lienthong.hub.agency.IntakeState;
import vn.lienthong.hub.agency.IntakeStates;
import vn.lienthong.hub.agency.LookupStates;
import vn.lienthong.hub.agency.LookupStates.LookupState;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors.Refused;
import vn.lienthong.hub.connector.Lifecycle;
import vn.lienthong.hub.connector.LiveConnectors;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.delivery.Backlogs;
import vn.lienthong.hub.delivery.Destinations;
import vn.lienthong.hub.operations.ConnectorState.Condition;
import vn.lienthong.hub.operations.ConnectorState.Past;
import vn.lienthong.hub.operations.ConnectorState.RouteState;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.status.DeliveryLedger.Backlog;

/** Tells how each connector is doing, from what its routes, its intake, its deliveries and the dead letters say. */
@Component
public class ConnectorStates {
    private final CamelContext camel;
    private final LiveConnectors connectors;
    private final ConnectorSupervisor supervisor;
    private final IntakeStates intakes;
    private final LookupStates lookups;
    private final Destinations deliveries;
    private final Backlogs backlogs;
    private final DeadLetters deadLetters;

    ConnectorStates(
            CamelContext camel,
            LiveConnectors connectors,
            ConnectorSupervisor supervisor,
            IntakeStates intakes,
            LookupStates lookups,
            Destinations deliveries,
            Backlogs backlogs,
            DeadLetters deadLetters) {
        this.camel = camel;
        this.connectors = connectors;
        this.supervisor = supervisor;
        this.intakes = intakes;
        this.lookups = lookups;
        this.deliveries = deliveries;
        this.backlogs = backlogs;
        this.deadLetters = deadLetters;
    }

    /** Every connector's state, by id. */
    public List<ConnectorState> all() {
        return connectors.all().stream().map(this::stateOf).toList();
    }

    public Optional<ConnectorState> find(SystemId id) {
        return connectors.find(id).map(this::stateOf);
    }

    private ConnectorState stateOf(ConnectorDefinition connector) {
        SystemId id = connector.id();
        List<RouteState> routeStates = routeStates(connector);
        @Nullable IntakeState intake = intakes.find(id).orElse(null);
        Optional<Backlog> backlog = connector.delivery() == null ? Optional.empty() : Optional.of(backlogs.of(id));
        @Nullable LookupState lookup = lookups.find(id).orElse(null);
        Optional<Problem> problem = problemOf(connector, routeStates, intake, lookup, backlog);
        return new ConnectorState(
                connector,
                condition(id, routeStates, problem.isPresent()),
                routeStates,
                intake == null ? Optional.empty() : Optional.ofNullable(intake.lastSuccess()),
                lookup == null ? Optional.empty() : Optional.ofNullable(lookup.lastAnswer()),
                backlog,
                backlog.filter(waiting -> backlogs.overdue(id, waiting).isPresent())
                        .isPresent(),
                deadLetters.open(id),
                problem,
                lastProblem(id, intake, lookup));
    }

    private Optional<Past> lastProblem(SystemId id, @Nullable IntakeState intake, @Nullable LookupState lookup) {
        Optional<Past> ofIntake = intake == null || intake.lastProblem() == null || intake.lastProblemAt() == null
                ? Optional.empty()
                : Optional.of(new Past(intake.lastProblem(), intake.lastProblemAt()));
        Optional<Past> ofLookup = lookup == null || lookup.lastProblem() == null || lookup.lastSilence() == null
                ? Optional.empty()
                : Optional.of(new Past(lookup.lastProblem(), lookup.lastSilence()));
        Optional<Past> ofRoutes = supervisor.lastFailure(id).map(last -> new Past(last.getValue(), last.getKey()));
        return Stream.of(ofIntake, ofLookup, ofRoutes).flatMap(Optional::stream).max(Comparator.comparing(Past::at));
    }

    private List<RouteState> routeStates(ConnectorDefinition connector) {
        List<RouteState> states = new ArrayList<>();
        if (connector.intake() != null) {
            states.add(routeState(connector.id() + "-intake"));
        }
        if (connector.lookup() != null) {
            states.add(routeState(connector.id() + "-lookup"));
        }
        if (connector.delivery() != null) {
            states.add(routeState(connector.id() + "-delivery"));
        }
        if (connector.facade() != null) {
            states.add(routeState(connector.id() + "-facade"));
        }
        // The others are told where they do not run: without them the above can do nothing.
        supervisor.routes(connector.id()).stream()
                .map(this::routeState)
                .filter(route -> !route.isRunning())
                .filter(route -> states.stream().noneMatch(told -> told.id().equals(route.id())))
                .toList()
                .forEach(states::add);
        return states;
    }

    private RouteState routeState(String id) {
        ServiceStatus status = camel.getRouteController().getRouteStatus(id);
        return new RouteState(id, status == null ? ConnectorState.MISSING : status.name());
    }

    private Condition condition(SystemId id, List<RouteState> routeStates, boolean hindered) {
        return switch (connectors.lifecycle(id)) {
            case DRAFT, STOPPED -> Condition.STOPPED;
            case PAUSED -> Condition.PAUSED;
            case ACTIVE -> {
                if (supervisor.failure(id).isPresent() || routeStates.stream().anyMatch(RouteState::isMissing)) {
                    yield Condition.BROKEN;
                }
                if (!routeStates.stream().allMatch(RouteState::isRunning)) {
                    yield Condition.PAUSED;
                }
                yield hindered ? Condition.STRUGGLING : Condition.RUNNING;
            }
        };
    }

    private Optional<Problem> problemOf(
            ConnectorDefinition connector,
            List<RouteState> routeStates,
            @Nullable IntakeState intake,
            @Nullable LookupState lookup,
            Optional<Backlog> backlog) {
        SystemId id = connector.id();
        Lifecycle lifecycle = connectors.lifecycle(id);
        if (lifecycle != Lifecycle.ACTIVE) {
            return Optional.of(resting(id, lifecycle));
        }
        return Stream.of(
                        supervisor.failure(id),
                        stopped(routeStates),
                        supervisor.hindrance(id),
                        intake == null ? Optional.<Problem>empty() : Optional.ofNullable(intake.problem()),
                        lookup == null
                                ? Optional.<Problem>empty()
                                : Optional.ofNullable(lookup.problem()).filter(ConnectorStates::isOfTheSystem),
                        backlog.flatMap(waiting -> backlogs.overdue(id, waiting)),
                        deliveries.standing(id).problem(),
                        refused(id))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A dossier that cannot be translated says nothing about whether the system is there. */
    private static boolean isOfTheSystem(Problem silence) {
        return silence.kind() == ProblemKind.SYSTEM_UNAVAILABLE
                || silence.kind() == ProblemKind.UNREADABLE_ANSWER
                || silence.kind() == ProblemKind.REFUSED_BY_SYSTEM;
    }

    private static Problem resting(SystemId id, Lifecycle lifecycle) {
        boolean paused = lifecycle == Lifecycle.PAUSED;
        return ofHub(
                "run-routes",
                new Bilingual(
                        paused ? "Có người đã tạm dừng kết nối này." : "Có người đã dừng kết nối này.",
                        paused ? "Somebody has paused this connector." : "Somebody has stopped this connector."),
                new Bilingual(
                        "Khi muốn chạy tiếp: POST /api/v1/connectors/" + id + "/resume.",
                        "When it is to go on: POST /api/v1/connectors/" + id + "/resume."));
    }

    private Optional<Problem> refused(SystemId id) {
        return connectors
                .refused(id)
                .filter(Refused::runsOn)
                .map(refused -> new Problem(
                        ProblemKind.INVALID,
                        Origin.HUB,
                        "read-definition",
                        Bilingual.of(
                                "Định nghĩa mới có %s lỗi nên không dùng; kết nối chạy tiếp theo định nghĩa tốt gần nhất. Lỗi đầu"
                                        + " tiên: %s",
                                "The changed definition has %s faults and is not used; the connector runs on by its last good"
                                        + " one. The first: %s",
                                refused.faults().size(),
                                refused.faults().get(0).told()),
                        new Bilingual(
                                "Sửa hết các lỗi trong tệp; trục tự đọc lại.",
                                "Mend the faults in the files; the hub reads them again by itself.")));
    }

    private static Optional<Problem> stopped(List<RouteState> routeStates) {
        return routeStates.stream()
                .filter(route -> !route.isMissing() && !route.isRunning())
                .findFirst()
                .map(route -> ofHub(
                        "run-routes",
                        new Bilingual(
                                "Tuyến " + route.id() + " đang ở trạng thái " + route.status() + ".",
                                "The route " + route.id() + " is " + route.status() + "."),
                        new Bilingual(
                                "Khởi động lại tuyến trong Hawtio khi muốn chạy tiếp.",
                                "Start it in Hawtio when it is to go on.")));
    }

    private static Problem ofHub(String stage, Bilingual detail, Bilingual remedy) {
        return new Problem(ProblemKind.HUB_UNAVAILABLE, Origin.HUB, stage, detail, remedy);
    }
}
