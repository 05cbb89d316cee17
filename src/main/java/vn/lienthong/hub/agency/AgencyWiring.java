package vn.lienthong.hub.agency;

import java.util.concurrent.ScheduledExecutorService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.door.Shortcut;

/** Puts what the agencies' routes share into the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AgencySettings.class)
class AgencyWiring {
    /** The threads that all connectors share, so that one costs none while it waits. */
    @Bean(destroyMethod = "close")
    Crew connectorsCrew(AgencySettings settings) {
        return new Crew(settings.threads(), settings.slowThreads(), System::nanoTime);
    }

    /** Calls polls when they are due. Nobody else's default. */
    @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
    ScheduledExecutorService agencyThreads(Crew connectorsCrew) {
        return new Rounds(connectorsCrew);
    }

    @Bean
    Shortcut pushShortcut(ChangesDoor changes) {
        return Shortcut.ofJson(
                "/api/v1/connectors/{id}/changes",
                (variables, request, response) -> changes.push(variables.getOrDefault("id", ""), request, response));
    }
}
