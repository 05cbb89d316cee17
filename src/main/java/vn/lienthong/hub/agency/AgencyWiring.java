package vn.lienthong.hub.agency;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
    /** The threads that all polls share, so that a connector costs none while it waits. Nobody else's default. */
    @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
    ScheduledExecutorService agencyThreads(AgencySettings settings) {
        var count = new AtomicInteger();
        var threads = new ScheduledThreadPoolExecutor(settings.threads(), work -> {
            var thread = new Thread(work, "agency-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return threads;
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
