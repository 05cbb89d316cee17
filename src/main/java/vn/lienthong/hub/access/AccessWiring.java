package vn.lienthong.hub.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Puts access into the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class AccessWiring {
    private static final Logger LOG = LoggerFactory.getLogger(AccessWiring.class);

    @Bean
    Access access(AccessSettings settings, Environment environment) {
        Roster roster = Roster.of(settings, environment.acceptsProfiles(Profiles.of("demo")));
        if (roster.isEmpty()) {
            LOG.warn("Nobody may come in: lienthong.access has no clients and no people."
                    + " A client's key is made with `java -jar lienthong-hub.jar key <client>`.");
        }
        return new RosterAccess(roster, settings.rateLimit(), System::nanoTime);
    }

    /** Counted together, whichever door they come through. */
    @Bean
    Guesses guesses() {
        return new Guesses();
    }

    @Bean
    QueueAccess queueAccess(Access access, @Value("${lienthong.broker.url:embedded}") String broker) {
        return new QueueAccess(access, broker.equals("embedded"));
    }
}
