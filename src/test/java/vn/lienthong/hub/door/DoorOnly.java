package vn.lienthong.hub.door;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/** What all HTTP doors share, on a real server, open to everybody, with something behind. */
@SpringBootConfiguration
@ComponentScan("vn.lienthong.hub.door")
@ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
class DoorOnly {
    /** Something to ask. */
    @RestController
    static class Behind {
        /** What a body may look like. */
        record Ask(String code, Inner inner) {}

        /** Part of it. */
        record Inner(int most) {}

        @PostMapping(path = "/api/ask", consumes = MediaType.APPLICATION_JSON_VALUE)
        Map<String, String> ask(@RequestBody Ask ask) {
            return Map.of("code", ask.code());
        }

        @PostMapping("/api/bytes")
        Map<String, Integer> bytes(@RequestBody byte[] body) {
            return Map.of("length", body.length);
        }

        @GetMapping(path = "/api/page", produces = MediaType.APPLICATION_JSON_VALUE)
        Map<String, Integer> page(@RequestParam int most) {
            return Map.of("most", most);
        }

        @GetMapping("/api/later")
        void later() {
            throw new TryAgainLater(
                    new Problem(
                            ProblemKind.SYSTEM_UNAVAILABLE,
                            Origin.AGENCY,
                            "lookup",
                            new Bilingual("Cơ quan không trả lời.", "The agency does not answer."),
                            new Bilingual("Thử lại sau.", "Try again later.")),
                    Duration.ofMillis(1_500),
                    null);
        }

        @GetMapping({"/api/broken", "/broken"})
        void broken() {
            throw new IllegalStateException("a secret inside");
        }
    }
}
