package vn.lienthong.hub.simulation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.simulator.SampleServer.Asked;

/**
 * A request as a connector declares it, by which the hub's requests are known again, with the values that it filled in.
 *
 * @param path the pattern of the path
 * @param query the patterns of the query's values, by name
 * @param body the pattern of the body; null where there is none, or it is SOAP
 * @param elements the names of the SOAP question's elements that hold values, by the values' names; its own under the empty name
 */
record Question(
        String method,
        Template path,
        Map<String, Template> query,
        @Nullable Template body,
        Map<String, String> elements) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");
    private static final Pattern FILLED =
            Pattern.compile("<(?:[\\w.-]+:)?([\\w.-]+)(?:\\s[^<>]*)?>\\s*\\{\\{\\s*([^{}]+?)\\s*}}\\s*</");
    private static final Pattern ROOT = Pattern.compile("<(?:[\\w.-]+:)?([\\w.-]+)");

    static Question of(HttpCall call) {
        String[] parts = call.path().split("\\?", 2);
        Map<String, Template> query = new LinkedHashMap<>();
        if (parts.length > 1) {
            for (String pair : parts[1].split("&")) {
                String[] both = pair.split("=", 2);
                query.put(both[0], Template.of(both.length > 1 ? decoded(both[1]) : ""));
            }
        }
        return new Question(
                call.method(),
                Template.of(parts[0]),
                query,
                call.body() == null ? null : Template.of(call.body()),
                Map.of());
    }

    static Question of(SoapCall call) {
        Map<String, String> elements = new HashMap<>();
        Matcher root = ROOT.matcher(call.body());
        elements.put("", root.find() ? root.group(1) : "");
        Matcher filled = FILLED.matcher(call.body());
        while (filled.find()) {
            elements.put(filled.group(2), filled.group(1));
        }
        return new Question("POST", Template.of(call.path()), Map.of(), null, elements);
    }

    private static String decoded(String text) {
        return PLACE.matcher(text).find() ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The values that were filled in; empty if this is another question. */
    Optional<Map<String, String>> in(Asked asked) {
        Map<String, String> values = new HashMap<>();
        if (!asked.method().equals(method) || !path.read(asked.path(), values)) {
            return Optional.empty();
        }
        for (Map.Entry<String, Template> one : query.entrySet()) {
            if (!one.getValue().read(asked.query().getOrDefault(one.getKey(), ""), values)) {
                return Optional.empty();
            }
        }
        boolean same =
                elements.isEmpty() ? body == null || body.read(asked.body(), values) : isElement(asked.body(), values);
        return same ? Optional.of(values) : Optional.empty();
    }

    private boolean isElement(String envelope, Map<String, String> values) {
        String content = envelope.replaceFirst("(?s).*?<(?:[\\w.-]+:)?Body(?:\\s[^<>]*)?>", "");
        Matcher root = ROOT.matcher(content);
        if (!root.find() || !root.group(1).equals(elements.get(""))) {
            return false;
        }
        elements.forEach((name, element) -> {
            Matcher value = Pattern.compile("<(?:[\\w.-]+:)?" + Pattern.quote(element) + "(?:\\s[^<>]*)?>([^<]*)<")
                    .matcher(content);
            if (!name.isEmpty() && value.find()) {
                values.put(
                        name,
                        value.group(1)
                                .strip()
                                .replace("&lt;", "<")
                                .replace("&gt;", ">")
                                .replace("&amp;", "&"));
            }
        });
        return true;
    }

    /** A text with places. */
    record Template(Pattern pattern, java.util.List<String> names) {
        static Template of(String text) {
            StringBuilder pattern = new StringBuilder();
            java.util.List<String> names = new java.util.ArrayList<>();
            Matcher place = PLACE.matcher(text);
            int end = 0;
            while (place.find()) {
                pattern.append(Pattern.quote(text.substring(end, place.start())))
                        .append("(.*?)");
                names.add(place.group(1));
                end = place.end();
            }
            pattern.append(Pattern.quote(text.substring(end)));
            return new Template(Pattern.compile(pattern.toString(), Pattern.DOTALL), names);
        }

        boolean read(String text, Map<String, String> values) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.matches()) {
                return false;
            }
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), matcher.group(i + 1));
            }
            return true;
        }
    }
}
