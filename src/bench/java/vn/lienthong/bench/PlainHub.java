package vn.lienthong.bench;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.ConnectionFactory;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebService;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.apache.cxf.Bus;
import org.apache.cxf.jaxws.EndpointImpl;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/**
 * The yardstick: what a competent developer writes in an afternoon from the same libraries. REST in, a row in H2, a
 * durable message to a queue, a look-up by JdbcTemplate over REST and SOAP. It has no translation by definition, no deduplication, no
 * order, no rights and no freshness; it stays as it is, so that ratios to it can be compared over time.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration",
            "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration"
        })
public class PlainHub {
    public static void main(String[] args) {
        System.setProperty("spring.config.name", "plain-hub");
        new SpringApplication(PlainHub.class).run(args);
    }

    private final Path home = Path.of(System.getProperty("plain.home", "target/plain-hub"));

    @Bean(destroyMethod = "stop")
    EmbeddedActiveMQ broker() throws Exception {
        var configuration = new ConfigurationImpl();
        configuration.setJournalDirectory(home.resolve("journal").toString());
        configuration.setBindingsDirectory(home.resolve("bindings").toString());
        configuration.setPagingDirectory(home.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(home.resolve("large").toString());
        configuration.setSecurityEnabled(false);
        configuration.addAcceptorConfiguration(new TransportConfiguration(InVMAcceptorFactory.class.getName()));
        return new EmbeddedActiveMQ().setConfiguration(configuration).start();
    }

    @Bean
    ConnectionFactory connections(EmbeddedActiveMQ broker) {
        var caching = new CachingConnectionFactory(new ActiveMQConnectionFactory("vm://0"));
        caching.setSessionCacheSize(64);
        return caching;
    }

    @Bean
    JmsComponent jms(ConnectionFactory connections) {
        return JmsComponent.jmsComponentAutoAcknowledge(connections);
    }

    @Bean
    JmsTemplate jmsTemplate(ConnectionFactory connections) {
        return new JmsTemplate(connections);
    }

    @Bean
    DataSource database() {
        var pool = new com.zaxxer.hikari.HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:file:" + home.resolve("plain").toAbsolutePath());
        return pool;
    }

    @Bean
    Dossiers dossiers(DataSource database) {
        return new Dossiers(new JdbcTemplate(database));
    }

    @Bean
    EndpointImpl soap(Bus bus, Dossiers dossiers) {
        var endpoint = new EndpointImpl(bus, new LookUp(dossiers));
        endpoint.publish("/dossiers");
        return endpoint;
    }

    @Bean
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/changes?httpMethodRestrict=POST")
                        .unmarshal()
                        .json(JsonLibrary.Jackson, JsonNode.class)
                        .split(simple("${body.get('events')}"))
                        .bean("dossiers", "accept")
                        .marshal()
                        .json(JsonLibrary.Jackson)
                        .to("jms:queue:changes?deliveryPersistent=true&exchangePattern=InOnly")
                        .end()
                        .setBody(constant("{\"accepted\":true}"))
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                        .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(202));
                from("platform-http:/dossiers/{code}?httpMethodRestrict=GET")
                        .bean("dossiers", "find(${header.code})")
                        .marshal()
                        .json(JsonLibrary.Jackson);
                from("platform-http:/bare?httpMethodRestrict=GET")
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                        .setBody(constant("{\"ok\":true}"));
            }
        };
    }

    /** The table and its two questions. */
    public static class Dossiers {
        private final JdbcTemplate jdbc;

        Dossiers(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
            jdbc.execute("create table if not exists dossier(code varchar primary key, name varchar, procedure varchar,"
                    + " status int, at timestamp, due timestamp)");
            jdbc.execute("create table if not exists change(id bigint auto_increment primary key, code varchar,"
                    + " status int, at timestamp)");
            jdbc.execute("create index if not exists change_code on change(code)");
        }

        /** Keeps one pushed event. */
        public Map<String, Object> accept(JsonNode event) {
            String code = event.path("code").asText();
            int status = event.path("dossierStatus").path("id").asInt();
            Timestamp at = Timestamp.from(Instant.now());
            jdbc.update("insert into change(code, status, at) values (?, ?, ?)", code, status, at);
            jdbc.update(
                    "merge into dossier key(code) values (?, ?, ?, ?, ?, ?)",
                    code,
                    event.path("applicant").path("data").path("fullname").asText(),
                    event.path("procedure").path("code").asText(),
                    status,
                    at,
                    at);
            return Map.of("code", code, "status", status, "at", at.toInstant().toString());
        }

        /** A dossier with its history. */
        public Map<String, Object> find(String code) {
            Map<String, Object> dossier = jdbc.queryForMap("select * from dossier where code = ?", code);
            List<Map<String, Object>> changes =
                    jdbc.queryForList("select status, at from change where code = ? order by id", code);
            return Map.of("dossier", dossier, "changes", changes);
        }
    }

    /** The look-up over SOAP. */
    @WebService
    public static class LookUp {
        private final Dossiers dossiers;

        LookUp(Dossiers dossiers) {
            this.dossiers = dossiers;
        }

        /** The present status of a dossier, by its vendor's code. */
        @WebMethod
        public int status(@WebParam(name = "code") String code) {
            var dossier = (Map<?, ?>) dossiers.find(code).get("dossier");
            return (Integer) java.util.Objects.requireNonNull(dossier.get("STATUS"));
        }
    }
}
