package vn.lienthong.hub.access.web;

import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.HttpEncodingAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.access.Caller;

/** The HTTP doors on a real server, with something behind each path in place of the hub's own. */
@SpringBootConfiguration
@ComponentScan({"vn.lienthong.hub.access", "vn.lienthong.hub.door"})
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
})
class DoorsOnly {
    /** Answers who was let in. */
    @RestController
    static class Behind {
        @GetMapping({"/api/v1/dossiers", "/api/v1/dossiers/{code}"})
        Map<String, String> lookUp(@AuthenticationPrincipal Caller caller) {
            return Map.of("caller", caller.id());
        }

        @PostMapping("/api/v1/connectors/{system}/changes")
        Map<String, String> push(@PathVariable String system, @AuthenticationPrincipal Caller caller) {
            return Map.of("caller", caller.id());
        }

        @PostMapping("/api/v1/dead-letters/{id}/replay")
        Map<String, String> replay(@AuthenticationPrincipal Caller caller) {
            return Map.of("caller", caller.id());
        }

        @GetMapping("/api/v1/dead-letters")
        Map<String, String> deadLetters(@AuthenticationPrincipal Caller caller) {
            return Map.of("caller", caller.id());
        }

        @GetMapping("/api/v1/openapi.json")
        Map<String, String> contract() {
            return Map.of("openapi", "3.1.0");
        }

        @GetMapping("/soap/dossiers")
        Map<String, String> wsdl() {
            return Map.of("wsdl", "here");
        }

        @GetMapping("/console")
        Map<String, String> console(@AuthenticationPrincipal Caller caller) {
            return Map.of("caller", caller.id());
        }

        @PostMapping("/console/pause")
        Map<String, String> pause(@AuthenticationPrincipal Caller caller) {
            return Map.of("caller", caller.id());
        }
    }
}
