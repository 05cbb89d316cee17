package vn.lienthong.hub.agency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import vn.lienthong.hub.agency.call.Sessions;
import vn.lienthong.hub.agency.call.SoapEndpoints;
import vn.lienthong.hub.agency.call.SystemTls;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.Lookup;
import vn.lienthong.hub.connector.ConnectorDefinition.LookupCall;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.SubmissionWay;

/** The routes by which a connector's changes come in, and by which its agency is asked. */
@Component
final class AgencyRoutePlans implements RoutePlanner {
    private static final String INTAKE = "intake";
    private static final String LOOKUP = "lookup";
    private static final String LOG_IN = "log-in";
    private static final String ANSWERS = "answers";
    private static final String SUBMISSION = "submission";

    private final AgencySettings settings;
    private final SystemTls tls;
    private final SoapEndpoints soap;
    private final FileDrops files;
    private final SftpFetches fetches;
    private final PushQueues queues;
    private final PushContracts contracts;
    private final Sessions sessions;
    private final Polls polls;
    private final IntakeStates states;
    private final LookupStates lookups;
    private final SingletonSupplier<CamelContext> camel;

    AgencyRoutePlans(
            AgencySettings settings,
            SystemTls tls,
            SoapEndpoints soap,
            FileDrops files,
            SftpFetches fetches,
            PushQueues queues,
            PushContracts contracts,
            Sessions sessions,
            Polls polls,
            IntakeStates states,
            LookupStates lookups,
            ObjectProvider<CamelContext> camel) {
        this.settings = settings;
        this.tls = tls;
        this.soap = soap;
        this.files = files;
        this.fetches = fetches;
        this.queues = queues;
        this.contracts = contracts;
        this.sessions = sessions;
        this.polls = polls;
        this.states = states;
        this.lookups = lookups;
        this.camel = SingletonSupplier.of(camel::getObject);
    }

    @Override
    public void forget(SystemId connector) {
        CamelContext context = camel.obtain();
        for (String use : List.of(INTAKE, LOOKUP)) {
            soap.forget(context, connector, use);
        }
        for (PortalAct act : PortalAct.values()) {
            soap.forget(context, connector, SUBMISSION + "-" + act.key());
        }
        tls.forget(context, connector);
        files.forget(context, connector);
        fetches.forget(context, connector);
        sessions.forget(connector);
        contracts.forget(connector);
        polls.forget(connector);
        states.beginAnew(connector);
        lookups.forget(connector);
    }

    @Override
    public List<RoutePlan> routesOf(ConnectorDefinition connector) {
        List<RoutePlan> plans = new ArrayList<>();
        boolean isCalled = connector.intake() instanceof Intake.RestPoll
                || connector.lookup() != null
                || connector.facade() != null
                || connector.submission() != null
                || connector.contract() != null && connector.contract().credentials();
        if (isCalled && logsIn(connector)) {
            plans.add(plan(connector, LOG_IN, LOG_IN, http(connector, settings.answerTimeout())));
        }
        if (connector.lookup() != null) {
            lookup(connector, connector.lookup(), plans);
        }
        if (connector.submission() != null) {
            submission(connector, connector.submission(), plans);
        }
        if (connector.intake() != null) {
            intake(connector, connector.intake(), plans);
        }
        return plans;
    }

    /** The routes along which the system is called, and none along which anything comes in. */
    List<RoutePlan> callsOf(ConnectorDefinition connector) {
        List<RoutePlan> plans = new ArrayList<>(routesOf(connector));
        plans.removeIf(plan ->
                !List.of(LOG_IN, ANSWERS).contains(plan.part()) && !plan.part().endsWith("-call"));
        if (logsIn(connector) && plans.stream().noneMatch(plan -> plan.part().equals(LOG_IN))) {
            plans.add(plan(connector, LOG_IN, LOG_IN, http(connector, settings.answerTimeout())));
        }
        return plans;
    }

    static boolean logsIn(ConnectorDefinition connector) {
        return connector.credentials() instanceof Credentials.SessionLogin
                || connector.credentials() instanceof Credentials.OAuth2;
    }

    private void intake(ConnectorDefinition connector, Intake intake, List<RoutePlan> plans) {
        if (intake instanceof Intake.RestPush) {
            plans.add(plan(connector, INTAKE, "rest-push-intake", Map.of()));
        } else if (intake instanceof Intake.SoapPush push) {
            contracts.make(connector.id(), push);
            plans.add(plan(connector, INTAKE, "soap-push-intake", Map.of()));
        } else if (intake instanceof Intake.QueuePush) {
            queues.make(connector.id());
            plans.add(plan(connector, INTAKE, "queue-push-intake", Map.of()));
        } else if (intake instanceof Intake.RestPoll poll) {
            plans.add(restCall(connector, INTAKE, settings.answerTimeout()));
            plans.add(plan(connector, INTAKE, "rest-poll-intake", Map.of("every", millis(poll.every()))));
        } else if (intake instanceof Intake.SoapPoll poll) {
            plans.add(soapCall(connector, INTAKE, poll.list(), settings.answerTimeout()));
            plans.add(plan(connector, INTAKE, "soap-poll-intake", Map.of("every", millis(poll.every()))));
        } else if (intake instanceof Intake.DatabasePoll poll) {
            plans.add(plan(connector, INTAKE + "-call", "database-call", Map.of("use", INTAKE)));
            plans.add(plan(connector, INTAKE, "database-poll-intake", Map.of("every", millis(poll.every()))));
        } else if (intake instanceof Intake.FileDrop drop) {
            fileDrop(connector, drop, plans);
        }
    }

    private void fileDrop(ConnectorDefinition connector, Intake.FileDrop drop, List<RoutePlan> plans) {
        Map<String, String> parameters = files.parameters(camel.obtain(), connector, drop);
        plans.add(plan(connector, INTAKE, "file-intake", parameters));
        if (drop.sftp() != null) {
            String folder = String.valueOf(parameters.get("folder"));
            plans.add(plan(
                    connector,
                    "fetch",
                    "sftp-fetch",
                    fetches.parameters(camel.obtain(), connector, drop, drop.sftp(), folder)));
        }
    }

    private void lookup(ConnectorDefinition connector, Lookup lookup, List<RoutePlan> plans) {
        LookupCall call = lookup.call();
        if (call instanceof LookupCall.Rest) {
            plans.add(restCall(connector, LOOKUP, lookup.deadline()));
            plans.add(plan(connector, LOOKUP, "rest-lookup", Map.of()));
        } else if (call instanceof LookupCall.Soap soapLookup) {
            plans.add(soapCall(connector, LOOKUP, soapLookup.call(), lookup.deadline()));
            plans.add(plan(connector, LOOKUP, "soap-lookup", Map.of()));
        }
        if (call instanceof LookupCall.Queue) {
            queues.makeForQuestions(connector.id());
            plans.add(plan(
                    connector,
                    LOOKUP + "-call",
                    "queue-call",
                    Map.of("use", LOOKUP, "answerTimeout", millis(lookup.deadline()), "queue", "agency.ask")));
            plans.add(plan(connector, ANSWERS, "queue-answers", Map.of()));
            plans.add(plan(connector, LOOKUP, "queue-lookup", Map.of()));
        }
        plans.add(plan(connector, "ask", "ask-agency", Map.of("deadline", millis(lookup.deadline()))));
    }

    /** The calls by which submissions are told; the rounds that make them are planned with the deliveries. */
    private void submission(ConnectorDefinition connector, SubmissionWay way, List<RoutePlan> plans) {
        if (way.call() instanceof SubmissionWay.Call.Rest) {
            plans.add(restCall(connector, SUBMISSION, way.deadline()));
        } else if (way.call() instanceof SubmissionWay.Call.Soap soapWay) {
            soapWay.tellings()
                    .forEach((act, telling) -> plans.add(soapCall(
                            connector,
                            SUBMISSION + "-" + act.key(),
                            telling.call(),
                            way.offer() == SubmissionWay.Offer.BYTES,
                            way.deadline())));
        } else if (way.call() instanceof SubmissionWay.Call.Queue) {
            queues.makeForSubmissions(connector.id());
            plans.add(plan(
                    connector,
                    SUBMISSION + "-call",
                    "queue-call",
                    Map.of("use", SUBMISSION, "answerTimeout", millis(way.deadline()), "queue", "agency.submissions")));
            if (connector.lookup() == null || !(connector.lookup().call() instanceof LookupCall.Queue)) {
                plans.add(plan(connector, ANSWERS, "queue-answers", Map.of()));
            }
        }
    }

    private RoutePlan restCall(ConnectorDefinition connector, String use, Duration answerTimeout) {
        Map<String, String> parameters = new HashMap<>(http(connector, answerTimeout));
        parameters.put("use", use);
        return plan(connector, use + "-call", "rest-call", parameters);
    }

    private RoutePlan soapCall(ConnectorDefinition connector, String use, SoapCall call, Duration answerTimeout) {
        return soapCall(connector, use, call, false, answerTimeout);
    }

    private RoutePlan soapCall(
            ConnectorDefinition connector, String use, SoapCall call, boolean withFiles, Duration answerTimeout) {
        soap.provide(camel.obtain(), connector, use, call, withFiles, answerTimeout);
        return plan(connector, use + "-call", "soap-call", Map.of("use", use));
    }

    private Map<String, String> http(ConnectorDefinition connector, Duration answerTimeout) {
        Duration connect = settings.connectTimeout();
        Map<String, String> parameters = new HashMap<>();
        parameters.put("connectTimeout", millis(connect.compareTo(answerTimeout) < 0 ? connect : answerTimeout));
        parameters.put("answerTimeout", millis(answerTimeout));
        if (connector.tls() != null) {
            parameters.put("tlsBean", tls.provide(camel.obtain(), connector));
        }
        return parameters;
    }

    private static RoutePlan plan(
            ConnectorDefinition connector, String part, String template, Map<String, String> parameters) {
        return new RoutePlan(connector.id(), part, template, parameters);
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
