package vn.lienthong.hub.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.AccessSettings;
import vn.lienthong.hub.broker.BrokerDoor;
import vn.lienthong.hub.broker.BrokerSettings;
import vn.lienthong.hub.broker.EmbeddedBroker;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;

/** Prints, once the hub is up, the addresses to open; in the demo also the keys to call with and a first call to make. */
@Component
class StartNotice {
    private final ServletWebServerApplicationContext server;
    private final Environment environment;
    private final AccessSettings access;
    private final BrokerSettings brokerSettings;
    private final @Nullable EmbeddedBroker broker;
    private final Connectors connectors;

    StartNotice(
            ServletWebServerApplicationContext server,
            Environment environment,
            AccessSettings access,
            BrokerSettings brokerSettings,
            ObjectProvider<EmbeddedBroker> broker,
            Connectors connectors) {
        this.server = server;
        this.environment = environment;
        this.access = access;
        this.brokerSettings = brokerSettings;
        this.broker = broker.getIfAvailable();
        this.connectors = connectors;
    }

    @EventListener
    void tell(ApplicationReadyEvent ready) {
        PrintStream out = new PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
        lines(ready.getTimeTaken()).forEach(out::println);
    }

    private List<String> lines(@Nullable Duration taken) {
        String web = webAddress();
        List<String> lines = new ArrayList<>();
        String seconds = taken == null ? "" : String.format(Locale.ROOT, " (%.1f s)", taken.toMillis() / 1e3);
        lines.add("");
        lines.add("Liên Thông đã sẵn sàng · is up" + seconds);
        lines.add(line("Pages · trang quản trị", web + "/"));
        lines.add(line("Hawtio", web + "/hawtio"));
        lines.add(line("Unified API · tra cứu", web + "/api/v1/openapi.yaml"));
        lines.add(line("SOAP", web + "/soap/dossiers?wsdl"));
        lines.add(line("Queues · hàng đợi", doors() + "   " + web + "/api/v1/asyncapi.yaml"));
        lines.add(line("Health · metrics", web + "/actuator/health   " + web + "/actuator/prometheus"));
        if (environment.acceptsProfiles(Profiles.of("demo"))) {
            demo(lines, web);
        }
        lines.add("");
        return lines;
    }

    private void demo(List<String> lines, String web) {
        lines.add("");
        lines.add("Demo: simulated systems, invented people · hệ thống mô phỏng, dữ liệu hư cấu");
        for (ConnectorDefinition connector : connectors.all()) {
            if (connector.address() != null) {
                lines.add(line("  " + connector.id(), connector.address().toString()));
            }
        }
        for (var client : access.clients()) {
            if (client.key() != null) {
                lines.add(line("  key · khoá " + client.id(), client.key()));
            }
        }
        for (var person : access.people()) {
            if (person.password() != null) {
                lines.add(line("  login · đăng nhập " + person.login(), person.password()));
            }
        }
        lines.add("");
        lines.add("Try · thử:");
        lines.add("  curl -s -H 'X-API-Key: demo-portal-key' '" + web + "/api/v1/changes?limit=3'");
    }

    private String webAddress() {
        String host = environment.getProperty("server.address", "127.0.0.1");
        return "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":"
                + server.getWebServer().getPort();
    }

    private String doors() {
        if (broker == null) {
            return String.valueOf(brokerSettings.url());
        }
        List<String> doors = new ArrayList<>();
        for (BrokerDoor door : BrokerDoor.values()) {
            doors.add(door + " " + broker.port(door));
        }
        return brokerSettings.host() + ": " + String.join(", ", doors);
    }

    private static String line(String what, String where) {
        return String.format(Locale.ROOT, "  %-34s %s", what, where);
    }
}
