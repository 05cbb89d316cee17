package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.lienthong.hub.translation.openapi.ContractRefused;
import vn.lienthong.hub.translation.openapi.RestContract;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.SchemaRefused;

/** What a facade that is served over SOAP has to keep: its contract has to be one of which a service can be made. */
final class SoapFacadeRules {
    private final Path folder;
    private final YamlFile connector;

    SoapFacadeRules(Path folder, YamlFile connector) {
        this.folder = folder;
        this.connector = connector;
    }

    void check() {
        JsonNode facade = connector.at("/facade");
        String contract = facade.path("contract").asText();
        if (!facade.path("kind").asText().equals("soap") || !Files.isRegularFile(folder.resolve(contract))) {
            return;
        }
        try {
            RestContract.read(SchemaCatalogue.directory(folder), contract, "urn:any");
        } catch (ContractRefused refused) {
            refused.problems().forEach(problem -> connector.faultAt("/facade/contract", "names " + problem));
        } catch (SchemaRefused refused) {
            connector.faultAt("/facade/contract", "cannot be told in XML Schema: " + refused.getMessage());
        }
    }
}
