package vn.lienthong.hub.portal;

import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.HandlerExceptionResolver;
import vn.lienthong.hub.agency.AskAgency;
import vn.lienthong.hub.door.Shortcut;

/** Puts the look-up together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LookupSettings.class)
class LookupWiring {
    private static final int MOST_ASKERS = 256;
    private static final int MOST_AT_ONCE = 200;

    /** Threads that wait for agencies. They are made as they are needed, and none is kept for a rush that is over. */
    @Bean(destroyMethod = "shutdownNow")
    ThreadPoolExecutor agencyAskers() {
        return new ThreadPoolExecutor(
                0,
                MOST_ASKERS,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new CustomizableThreadFactory("agency-asker-"),
                new ThreadPoolExecutor.AbortPolicy());
    }

    /** Threads that run the look-ups of requests that ask for many; with none left, a request answers its own by turns. */
    @Bean(destroyMethod = "shutdownNow")
    ThreadPoolExecutor severalLookups() {
        return new ThreadPoolExecutor(
                0,
                MOST_AT_ONCE,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new CustomizableThreadFactory("lookup-"),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    @Bean
    SharedQuestions sharedQuestions(AskAgency agencies, ThreadPoolExecutor agencyAskers, LookupSettings settings) {
        return new SharedQuestions(agencies::ask, agencyAskers, settings.unknownFor(), settings.mostOpenQuestions());
    }

    @Bean
    PortalLookup portalLookup(ProducerTemplate routes, AnswerJson json, ThreadPoolExecutor severalLookups) {
        return new PortalLookup(routes, json, severalLookups);
    }

    @Bean
    Shortcut lookupShortcut(
            ObjectProvider<DossierController> controller,
            @Lazy @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        // Filters are made before everything else: what is behind this one is only asked for by the first request.
        var dossiers = SingletonSupplier.of(controller::getObject);
        return Shortcut.toJson(
                "/api/v1/dossiers/{code}",
                Set.of("/api/v1/dossiers/timeline"),
                (variables, request, response) -> dossiers.obtain().straight(variables, request, response),
                problems);
    }
}
