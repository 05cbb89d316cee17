package vn.lienthong.hub.portal;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The door's plate: where the contracts are. */
@RestController
class ApiIndex {
    private static final Map<String, String> CONTRACTS = new TreeMap<>(Map.of(
            "openapi", "/api/v1/openapi.yaml",
            "asyncapi", "/api/v1/asyncapi.yaml",
            "wsdl", "/soap/dossiers?wsdl"));

    @GetMapping("/api/v1")
    Map<String, String> contracts() {
        return CONTRACTS;
    }
}
