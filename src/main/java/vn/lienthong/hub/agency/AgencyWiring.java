package vn.lienthong.hub.agency;

import org.apache.camel.CamelContext;
import org.apache.camel.ContextEvents;
import org.apache.camel.spi.StartupConditionStrategy;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.CamelConfigurationProperties;
import org.apache.camel.spring.boot.CamelSpringBootApplicationController;
import org.apache.camel.spring.spi.CamelBeanPostProcessor;
import org.apache.camel.support.ResetableClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.HandlerExceptionResolver;
import vn.lienthong.hub.door.Shortcut;

/** Puts what the agencies' routes share into the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AgencySettings.class)
class AgencyWiring {
    /** As Camel's starter makes its own, for {@link ManyRoutes}. */
    @Bean(destroyMethod = "")
    CamelContext camelContext(
            ApplicationContext application,
            CamelConfigurationProperties settings,
            CamelBeanPostProcessor beans,
            StartupConditionStrategy conditions)
            throws Exception {
        var controller = new CamelSpringBootApplicationController(application);
        var camel = new ManyRoutes(application, settings.getMain().isWarnOnEarlyShutdown(), controller);
        camel.getClock().add(ContextEvents.BOOT, new ResetableClock());
        controller.setCamelContext(camel);
        beans.setCamelContext(camel);
        camel.getCamelContextExtension().addContextPlugin(CamelBeanPostProcessor.class, beans);
        camel.getCamelContextExtension().addContextPlugin(StartupConditionStrategy.class, conditions);
        return CamelAutoConfiguration.doConfigureCamelContext(application, camel, settings, controller);
    }

    /** The threads that all connectors share, so that one costs none while it waits. */
    @Bean(destroyMethod = "close")
    Crew connectorsCrew(AgencySettings settings) {
        return new Crew(settings.threads(), settings.slowThreads(), System::nanoTime);
    }

    /** Calls polls when they are due. Nobody else's default. */
    @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
    Rounds agencyThreads(Crew connectorsCrew, AgencySettings settings) {
        return new Rounds(connectorsCrew, settings.longestPause());
    }

    @Bean
    ServletRegistrationBean<SoapChangesDoor> soapChangesDoor(
            Pushes pushes, PushContracts contracts, EnvelopeSenders senders, BadRecords badRecords) {
        var door = new ServletRegistrationBean<>(
                new SoapChangesDoor(pushes, contracts, senders, badRecords), "/soap/connectors/*");
        door.setName("soapChanges");
        return door;
    }

    @Bean
    Shortcut pushShortcut(
            ObjectProvider<ChangesDoor> door,
            @Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        // Filters are made before everything else: what is behind this one is only asked for by the first request.
        var changes = SingletonSupplier.of(door::getObject);
        return Shortcut.ofJson(
                "/api/v1/connectors/{id}/changes",
                (variables, request, response) ->
                        changes.obtain().push(variables.getOrDefault("id", ""), request, response),
                problems);
    }
}
