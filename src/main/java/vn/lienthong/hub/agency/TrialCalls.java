package vn.lienthong.hub.agency;

import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.agency.call.SystemAnswer;
import vn.lienthong.hub.agency.call.SystemCall;
import vn.lienthong.hub.agency.call.SystemCalls;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.TryAgainLater;

/**
 * Calls systems for people who try a definition, which need not be registered. The routes are made from the templates that
 * running connectors are made from, under a name of their own: what runs keeps its routes and its session.
 */
@Component
public final class TrialCalls {
    private static final Logger LOG = LoggerFactory.getLogger(TrialCalls.class);

    private final AgencyRoutePlans plans;
    private final ConnectorRoutes routes;
    private final SystemCalls calls;
    private final ProducerTemplate producer;

    TrialCalls(AgencyRoutePlans plans, ConnectorRoutes routes, SystemCalls calls, ProducerTemplate producer) {
        this.plans = plans;
        this.routes = routes;
        this.calls = calls;
        this.producer = producer;
    }

    /**
     * Makes the routes; nothing is called yet.
     *
     * @throws IllegalStateException if they cannot be made, such as for a contract that has no such operation
     */
    public Line open(ConnectorDefinition connector) {
        ConnectorDefinition tried = renamed(
                connector, SystemId.of("trial-" + UUID.randomUUID().toString().substring(0, 13)));
        Line line = new Line(connector.id(), tried, plans.callsOf(tried));
        try {
            routes.make(line.plans);
            return line;
        } catch (Exception e) {
            line.close();
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Nothing is taken in on a trial, so an intake that does not ask is left out. */
    private static ConnectorDefinition renamed(ConnectorDefinition connector, SystemId id) {
        boolean asks = connector.intake() instanceof Intake.RestPoll || connector.intake() instanceof Intake.SoapPoll;
        return new ConnectorDefinition(
                id,
                connector.name(),
                connector.agency(),
                connector.address(),
                connector.credentials(),
                connector.tls(),
                asks ? connector.intake() : null,
                connector.lookup(),
                connector.delivery(),
                connector.mapping(),
                null,
                connector.contract(),
                null);
    }

    /** The calls to one system, as long as a trial lasts. */
    public final class Line implements AutoCloseable {
        private final SystemId name;
        private final ConnectorDefinition tried;
        private final List<RoutePlan> plans;

        private Line(SystemId name, ConnectorDefinition tried, List<RoutePlan> plans) {
            this.name = name;
            this.tried = tried;
            this.plans = plans;
        }

        /** Whether the system keeps sessions, so that {@link #logIn} does something. */
        public boolean logsIn() {
            return AgencyRoutePlans.logsIn(tried);
        }

        /** @throws TryAgainLater telling why not */
        public void logIn() {
            try {
                calls.logIn(tried);
            } catch (RuntimeException e) {
                throw told(e);
            }
        }

        ConnectorDefinition connector() {
            return tried;
        }

        SystemId name() {
            return name;
        }

        SystemAnswer ask(String use, SystemCall question) {
            Exchange done = producer.request(
                    "direct:" + tried.id() + "-" + use + "-call?block=false",
                    exchange -> exchange.getMessage().setBody(question));
            if (done.getException() != null) {
                throw told(done.getException());
            }
            return done.getMessage().getBody(SystemAnswer.class);
        }

        private TryAgainLater told(Throwable failure) {
            Problem problem = CallProblems.of(tried.id(), failure).problem();
            return new TryAgainLater(
                    new Problem(
                            problem.kind(),
                            problem.origin(),
                            problem.stage(),
                            renamed(problem.detail()),
                            renamed(problem.remedy()),
                            problem.pointer()),
                    failure);
        }

        private Bilingual renamed(Bilingual text) {
            String passing = tried.id().value();
            return new Bilingual(
                    text.vi().replace(passing, name.value()), text.en().replace(passing, name.value()));
        }

        @Override
        public void close() {
            try {
                if (!routes.stop(plans)) {
                    LOG.warn("the routes of {} do not end; they go with the hub", tried.id());
                    return;
                }
                routes.remove(tried.id(), plans);
            } catch (Exception e) {
                LOG.warn("the routes of {} could not be taken away", tried.id(), e);
            }
        }
    }
}
