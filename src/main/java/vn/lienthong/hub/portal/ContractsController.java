package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Serves the hub's contracts, which anybody may read. The WSDL is served by the SOAP door. */
@RestController
class ContractsController {
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml;charset=UTF-8");

    private final Contract openApi = Contract.read("contracts/openapi.yaml");
    private final Contract asyncApi = Contract.read("contracts/asyncapi.yaml");

    @GetMapping("/api/v1/openapi.yaml")
    ResponseEntity<byte[]> openApiAsYaml() {
        return answer(YAML, openApi.yaml());
    }

    @GetMapping("/api/v1/openapi.json")
    ResponseEntity<byte[]> openApiAsJson() {
        return answer(MediaType.APPLICATION_JSON, openApi.json());
    }

    @GetMapping("/api/v1/asyncapi.yaml")
    ResponseEntity<byte[]> asyncApiAsYaml() {
        return answer(YAML, asyncApi.yaml());
    }

    @GetMapping("/api/v1/asyncapi.json")
    ResponseEntity<byte[]> asyncApiAsJson() {
        return answer(MediaType.APPLICATION_JSON, asyncApi.json());
    }

    private static ResponseEntity<byte[]> answer(MediaType type, byte[] contract) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .body(contract);
    }

    /** One document in both notations. */
    private record Contract(byte[] yaml, byte[] json) {
        static Contract read(String resource) {
            try (InputStream in = new ClassPathResource(resource).getInputStream()) {
                byte[] yaml = in.readAllBytes();
                // Jackson's own YAML reader leaves references within the document unresolved.
                Object document = new Yaml(new SafeConstructor(new LoaderOptions()))
                        .load(new String(yaml, StandardCharsets.UTF_8));
                return new Contract(yaml, new JsonMapper().writeValueAsBytes(document));
            } catch (IOException e) {
                throw new UncheckedIOException("the contract " + resource + " is not in the hub's own files", e);
            }
        }
    }
}
