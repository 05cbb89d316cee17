package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that what stands in double braces in a request is something that is known when it is made. */
record CallPlaces(YamlFile connector) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
    private static final Map<String, List<String>> KNOWN_IN = Map.of(
            "/credentials/login", List.of("user", "password"),
            "/intake/list", List.of("watermark", "page", "limit"),
            "/intake/detail", List.of(),
            "/lookup/call", List.of("code"));

    void check() {
        boolean session = connector.at("/credentials/kind").asText().equals("session-login");
        KNOWN_IN.forEach((call, names) -> {
            List<String> known = new ArrayList<>(names);
            if (session && !call.startsWith("/credentials")) {
                known.add("session");
            }
            checkTexts(connector.at(call), call, known);
        });
    }

    private void checkTexts(JsonNode node, String pointer, List<String> known) {
        if (node.isTextual()) {
            Matcher place = PLACE.matcher(node.textValue());
            while (place.find()) {
                checkName(place.group(1), pointer, known);
            }
        }
        node.fields()
                .forEachRemaining(member ->
                        checkTexts(member.getValue(), pointer + "/" + YamlReader.escaped(member.getKey()), known));
    }

    private void checkName(String name, String pointer, List<String> known) {
        boolean ofRecord = pointer.startsWith("/intake/detail/");
        if (ofRecord && name.startsWith("record:") && TextFormat.RECORD_POINTER.wrong(name) == null
                || known.contains(name)) {
            return;
        }
        List<String> expected = new ArrayList<>(known);
        if (ofRecord) {
            expected.add("record:/pointer");
        }
        connector.faultAt(
                pointer,
                "holds {{" + FoundValue.line(name) + "}}, which is not known here; "
                        + NearMiss.question(name, known, meant -> "{{" + meant + "}}")
                                .orElse("expected " + String.join(" or ", expected)));
    }
}
