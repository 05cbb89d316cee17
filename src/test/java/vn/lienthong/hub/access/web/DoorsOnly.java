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
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

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

        /** What a body may look like. */
        record Ask(String code, int most) {}

        @PostMapping(path = "/api/v1/dossiers/lookup", consumes = MediaType.APPLICATION_JSON_VALUE)
        Map<String, String> lookUpMany(@RequestBody Ask ask) {
            return Map.of("code", ask.code());
        }

        @GetMapping("/api/v1/changes")
        Map<String, String> changes(@RequestParam int after) {
            return Map.of("after", "" + after);
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
        Map<String, String> deadLetters(@RequestParam(name = "fault", required = false) String fault) {
            if (fault != null) {
                throw new TryAgainLater(
                        new Problem(
                                ProblemKind.SYSTEM_UNAVAILABLE,
                                Origin.AGENCY,
                                "lookup",
                                new Bilingual("Cơ quan không trả lời.", "The agency does not answer."),
                                new Bilingual("Thử lại sau.", "Try again later.")),
                        java.time.Duration.ofMillis(1500),
                        null);
            }
            throw new IllegalStateException("secret inside");
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
