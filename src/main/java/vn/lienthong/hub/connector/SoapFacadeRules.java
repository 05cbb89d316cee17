package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.security.auth.x500.X500Principal;
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

    private void subject(String at, String subject) {
        try {
            new X500Principal(subject);
        } catch (IllegalArgumentException e) {
            connector.faultAt(
                    at,
                    "là %s; cần tên ghi trong chứng thư, ví dụ CN=portal,C=VN",
                    "is %s; expected the name in a certificate, such as CN=portal,C=VN",
                    FoundValue.quoted(subject));
        }
    }

    void check() {
        JsonNode facade = connector.at("/facade");
        String contract = facade.path("contract").asText();
        if (!facade.path("kind").asText().equals("soap") || !Files.isRegularFile(folder.resolve(contract))) {
            return;
        }
        JsonNode subjects = facade.at("/signature/subjects");
        for (int i = 0; i < subjects.size(); i++) {
            subject("/facade/signature/subjects/" + i, subjects.path(i).asText());
        }
        try {
            RestContract.read(SchemaCatalogue.directory(folder), contract, "urn:any");
        } catch (ContractRefused refused) {
            refused.problems()
                    .forEach(problem ->
                            connector.faultAt("/facade/contract", "nêu %s", "names %s", LibraryWords.told(problem)));
        } catch (SchemaRefused refused) {
            connector.faultAt(
                    "/facade/contract",
                    "không diễn đạt được bằng XML Schema: %s",
                    "cannot be told in XML Schema: %s",
                    LibraryWords.told(refused.getMessage()));
        }
    }
}
