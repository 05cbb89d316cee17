package vn.lienthong.hub.operations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A hub without its routes would say that it is ready, and answer nothing. */
@Component
class RoutesCheck {
    private static final List<String> NEEDED = List.of("status-changes", "portal-lookup", "agency-question");

    private final CamelContext camel;
    private final Path folder;

    /** @throws RoutesMissing if there is no such folder, which Camel would tell by a stack trace */
    RoutesCheck(CamelContext camel, @Value("${lienthong.routes}") Path folder) {
        this.camel = camel;
        this.folder = folder;
        if (!Files.isDirectory(folder.resolve("templates"))) {
            throw new RoutesMissing(folder, NEEDED);
        }
    }

    /** @throws RoutesMissing if there are none */
    @EventListener(ApplicationStartedEvent.class)
    void routesAreThere() {
        List<String> missing =
                NEEDED.stream().filter(id -> camel.getRoute(id) == null).toList();
        if (!missing.isEmpty()) {
            throw new RoutesMissing(folder, missing);
        }
    }
}
