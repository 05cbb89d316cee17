package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.canonical.Bilingual;

/**
 * Checks that what stands in double braces in a request is something that is known when it is made.
 *
 * @param writes whether its mapping says how a record is written for the system
 */
record CallPlaces(YamlFile connector, boolean writes) {
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
    private static final Pattern OF_RECORD = Pattern.compile("(submission|json|xml):/record(/.*)?");
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
            connector.faultAt(
                    "/intake/query",
                    "cần {{watermark}}, nếu không mọi thứ bị đọc lại mãi",
                    "needs {{watermark}}, or all is read again and again");
        } else if (query.matches("(?s).*'[^']*\\{\\{[^']*'.*")) {
            connector.faultAt(
                    "/intake/query",
                    "có chỗ điền trong dấu nháy; viết {{watermark}} không có nháy, vì giá trị được gắn riêng",
                    "has a place in quotes; write {{watermark}} without, for it is bound");
        }
    }

    /** A value that the list's request has to ask with, where it is declared, and may not where it is not. */
    private void both(String declaration, String place) {
        boolean declared = !connector.at(declaration).isMissingNode();
        boolean used = connector.at("/intake/list").toString().contains(place);
        if (declared && !used) {
            connector.faultAt(
                    declaration,
                    "cần %s trong yêu cầu /intake/list, nơi chưa có",
                    "needs a %s in the request /intake/list, which has none",
                    place);
        } else if (used && !declared) {
            connector.faultAt("/intake/list", "có %s, thứ cần %s", "holds %s, which needs %s", place, declaration);
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
        if (ofContent && !writes && OF_RECORD.matcher(name).matches()) {
            connector.faultAt(
                    pointer,
                    "có {{%s}}, do write trong mapping.yaml viết ra; cần write ở đó, hoặc một chỗ khác ở đây",
                    "holds {{%s}}, which is made by write in mapping.yaml; expected write there, or another place here",
                    FoundValue.line(name));
            return;
        }
        if (ofContent && OF_CONTENT.matcher(name).matches()
                || ofRecord && name.startsWith("record:") && TextFormat.RECORD_POINTER.takes(name)
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
                "có {{%s}}, thứ không dùng được ở đây; %s",
                "holds {{%s}}, which is not known here; %s",
                FoundValue.line(name),
                NearMiss.question(name, known, meant -> "{{" + meant + "}}")
                        .orElseGet(() -> new Bilingual(
                                "cần " + String.join(" hoặc ", expected),
                                "expected " + String.join(" or ", expected))));
    }

    /** The part of the definition in which a request stands, as it is known by here. */
    private static String partOf(String pointer) {
        return KNOWN_IN.keySet().stream()
                .filter(part -> pointer.equals(part) || pointer.startsWith(part + "/"))
                .findFirst()
                .orElse("");
    }
}
