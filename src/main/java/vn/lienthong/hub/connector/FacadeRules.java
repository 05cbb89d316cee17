package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.Fault.Hint;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.Template;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.SchemaProblem;
import vn.lienthong.hub.translation.schema.SchemaRefused;
import vn.lienthong.hub.translation.schema.XmlInput;
import vn.lienthong.hub.translation.soap.InputMembers;
import vn.lienthong.hub.translation.soap.SoapContract;
import vn.lienthong.hub.translation.soap.SoapOperation;
import vn.lienthong.hub.translation.soap.SoapPort;

/** What a facade that is served as REST has to keep towards its contract, which has to be one that can be translated. */
final class FacadeRules {
    private static final Set<String> FILLED = Set.of("user", "password");
    private static final List<String> WITH_PASSWORD = List.of("basic", "username-token", "session-login");
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");

    private final Path folder;
    private final YamlFile connector;

    FacadeRules(Path folder, YamlFile connector) {
        this.folder = folder;
        this.connector = connector;
    }

    void check() {
        JsonNode facade = connector.at("/facade");
        if (!facade.path("kind").asText().equals("rest")
                || !facade.path("contract").isTextual()) {
            return;
        }
        header(facade.path("header").asText(""));
        SoapPort port = port(facade);
        if (port == null) {
            return;
        }
        refuseUnsignedAttachments(port);
        Map<String, SoapOperation> known = new LinkedHashMap<>();
        port.operations().forEach(operation -> known.put(operation.name(), operation));
        Map<String, String> served = new HashMap<>();
        for (int i = 0; i < facade.path("operations").size(); i++) {
            operation("/facade/operations/" + i, facade.path("operations").path(i), known, served);
        }
    }

    private void header(String header) {
        try (InputStream xml =
                new ByteArrayInputStream(("<header>" + header + "</header>").getBytes(StandardCharsets.UTF_8))) {
            XMLStreamReader reader = XmlInput.within(Limits.MESSAGE).reader(xml);
            while (reader.hasNext()) {
                reader.next();
            }
        } catch (XMLStreamException | IOException e) {
            connector.faultAt(
                    "/facade/header",
                    "không phải XML; cần các phần tử, mỗi phần tử có khai không gian tên",
                    "is no XML; expected elements, each with its namespace declared");
            return;
        }
        String kind = connector.at("/credentials/kind").asText("none");
        for (String place : Template.of(header, Template.Grammar.XML).names()) {
            if (!FILLED.contains(place)) {
                connector.faultAt(
                        "/facade/header",
                        "có {{%s}}; cần {{user}} hoặc {{password}}",
                        "has {{%s}}; expected {{user}} or {{password}}",
                        place);
            } else if (!WITH_PASSWORD.contains(kind)) {
                connector.faultAt(
                        "/facade/header",
                        "có {{%s}}, mà credentials thuộc loại %s; cần một trong: %s",
                        "has {{%s}}, but the credentials are of kind %s; expected one of %s",
                        place,
                        kind,
                        String.join(", ", WITH_PASSWORD));
            }
        }
    }

    private @Nullable SoapPort port(JsonNode facade) {
        try {
            return SoapContract.read(catalogue(facade), facade.path("contract").asText())
                    .port(textOrNull(facade, "service"), textOrNull(facade, "port"), new Members(facade).texts("only"));
        } catch (SchemaRefused refused) {
            for (SchemaProblem problem : refused.problems()) {
                connector.faultAt(
                        "/facade/contract",
                        "không phục vụ được: %s",
                        "cannot be served: %s",
                        LibraryWords.told(problem));
            }
            return null;
        }
    }

    private void refuseUnsignedAttachments(SoapPort port) {
        if (!connector.at("/credentials/kind").asText().equals("x509-signature")) {
            return;
        }
        for (SoapOperation operation : port.operations()) {
            if (!operation.inputAttachments().isEmpty()) {
                connector.faultAt(
                        "/facade/contract",
                        "gắn tệp kèm vào %s, mà chữ ký không phủ lên được; cần chỉ các thao tác khác, nêu trong only",
                        "binds attachments to %s, which a signature would not be over; expected other operations alone,"
                                + " named in only",
                        operation.name());
            }
        }
    }

    private SchemaCatalogue catalogue(JsonNode facade) {
        SchemaCatalogue given = location -> {
            JsonNode file = facade.path("documents").path(location);
            return file.isTextual() ? Files.readAllBytes(folder.resolve(file.asText())) : null;
        };
        return given.or(SchemaCatalogue.directory(folder));
    }

    private void operation(
            String at, JsonNode operation, Map<String, SoapOperation> known, Map<String, String> served) {
        String name = operation.path("name").asText("");
        SoapOperation named = known.get(name);
        if (named == null) {
            connector.faultAt(
                    at + "/name",
                    Bilingual.of(
                            "là %s, không phải thao tác nào ở cổng (port) của hợp đồng; cần một trong: %s",
                            "is %s, which is no operation of the contract's port; expected one of %s",
                            FoundValue.quoted(name),
                            String.join(", ", known.keySet())),
                    Hint.insteadOf(name, NearMiss.suggestion(name, known.keySet())));
        } else {
            places(at + "/path", operation, InputMembers.of(named).keySet());
        }
        String place =
                operation.path("method").asText() + " " + operation.path("path").asText("/" + name);
        String other = served.putIfAbsent(place, name);
        if (other != null) {
            connector.faultAt(
                    at,
                    "được phục vụ ở %s, nơi đã có %s; cần đường dẫn khác",
                    "is served at %s, as %s is already; expected another path",
                    place,
                    other);
        }
    }

    private void places(String at, JsonNode operation, Set<String> members) {
        boolean takesParameters =
                Facade.Method.valueOf(operation.path("method").asText()).takesParameters();
        Matcher place = PLACE.matcher(operation.path("path").asText(""));
        while (place.find()) {
            if (!takesParameters) {
                connector.faultAt(
                        at,
                        "có %s, mà đầu vào là phần thân; không để chỗ trống nào, hoặc dùng GET",
                        "has %s, but the input is the body; expected no place, or GET",
                        place.group());
            } else if (!members.contains(place.group(1))) {
                connector.faultAt(
                        at,
                        "có %s, không phải giá trị đơn nào trong đầu vào của thao tác; cần một trong: %s",
                        "has %s, which is no single value of the operation's input; expected one of %s",
                        place.group(),
                        String.join(", ", members));
            }
        }
    }

    private static @Nullable String textOrNull(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.path(name).asText() : null;
    }
}
