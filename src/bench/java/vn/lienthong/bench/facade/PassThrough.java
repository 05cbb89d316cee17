package vn.lienthong.bench.facade;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The yardstick for facades: a route of Camel that passes each request on to the system as it is, and its answer back. */
@SpringBootConfiguration
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration",
            "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration"
        })
public class PassThrough {
    public static void main(String[] args) {
        System.setProperty("spring.config.name", "pass-through");
        new SpringApplication(PassThrough.class).run(args);
    }

    @Bean
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/pass?matchOnUriPrefix=true")
                        .to("http://127.0.0.1:" + Integer.getInteger("bench.system")
                                + "?bridgeEndpoint=true&connectionsPerRoute=64");
            }
        };
    }
}
