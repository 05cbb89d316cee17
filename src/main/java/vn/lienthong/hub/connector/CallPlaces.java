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
    private static final List<String> OF_A_SUBMISSION = List.of("id", "act", "code", "number", "received-at");
    private static final Map<String, List<String>> KNOWN_IN = Map.of(
            "/credentials/login", List.of("user", "password"),
            "/intake/list", List.of("watermark", "until", "page", "offset", "cursor", "limit"),
            "/intake/query", List.of("watermark", "offset", "limit"),
            "/intake/detail", List.of(),
            "/lookup/call", List.of("code"),
            "/submission/submit", OF_A_SUBMISSION,
            "/submission/supplement", OF_A_SUBMISSION,
            "/submission/withdraw", OF_A_SUBMISSION,
            "/submission/pay", OF_A_SUBMISSION,
            "/submission/upload", List.of("id", "sha256", "name", "media-type", "size"));
    private static final Pattern OF_CONTENT = Pattern.compile("(submission|json|xml):(/.*)?");

    void check() {
        boolean session = connector.at("/credentials/kind").asText().equals("session-login");
        KNOWN_IN.forEach((call, names) -> {
            List<String> known = new ArrayList<>(names);
            if (!call.equals("/intake/query")) {
                known.add("request-id");
            }
            if (session && !call.startsWith("/credentials")) {
                known.add("session");
            }
            checkTexts(connector.at(call), call, known);
        });
        watermarkIsBound();
        both("/intake/watermark/window", "{{until}}");
        both("/intake/pages/cursor", "{{cursor}}");
    }

    private void watermarkIsBound() {
        String query = connector.at("/intake/query").asText("");
        if (query.isEmpty()) {
            return;
        }
        if (!query.contains("{{watermark}}")) {
            connector.faultAt("/intake/query", "needs {{watermark}}, or all is read again and again");
        } else if (query.matches("(?s).*'[^']*\\{\\{[^']*'.*")) {
            connector.faultAt("/intake/query", "has a place in quotes; write {{watermark}} without, for it is bound");
        }
    }

    /** A value that the list's request has to ask with, where it is declared, and may not where it is not. */
    private void both(String declaration, String place) {
        boolean declared = !connector.at(declaration).isMissingNode();
        boolean used = connector.at("/intake/list").toString().contains(place);
        if (declared && !used) {
            connector.faultAt(declaration, "needs a " + place + " in the request /intake/list, which has none");
        } else if (used && !declared) {
            connector.faultAt("/intake/list", "holds " + place + ", which needs " + declaration);
        }
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
        boolean ofContent = OF_A_SUBMISSION.equals(KNOWN_IN.get(partOf(pointer)));
        if (ofContent && OF_CONTENT.matcher(name).matches()
                || ofRecord && name.startsWith("record:") && TextFormat.RECORD_POINTER.wrong(name) == null
                || known.contains(name)) {
            return;
        }
        List<String> expected = new ArrayList<>(known);
        if (ofContent) {
            expected.add("submission:/pointer");
        }
        if (ofRecord) {
            expected.add("record:/pointer");
        }
        connector.faultAt(
                pointer,
                "holds {{" + FoundValue.line(name) + "}}, which is not known here; "
                        + NearMiss.question(name, known, meant -> "{{" + meant + "}}")
                                .orElse("expected " + String.join(" or ", expected)));
    }

    /** The part of the definition in which a request stands, as it is known by here. */
    private static String partOf(String pointer) {
        return KNOWN_IN.keySet().stream()
                .filter(part -> pointer.equals(part) || pointer.startsWith(part + "/"))
                .findFirst()
                .orElse("");
    }
}
