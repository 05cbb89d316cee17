package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.simulator.SampleServer.Asked;

/** Which act a request tells of: the first that it can be, unless the request names another of those. */
record Tellings(Map<PortalAct, Function<Asked, Optional<Map<String, JsonNode>>>> acts) {
    static final Bilingual ALIKE = new Bilingual(
            "có hành vi dùng cùng một yêu cầu mà không có {{act}}: hành vi đầu tiên được hiểu thay cho mỗi hành vi ấy",
            "acts have the same request and no {{act}}: the first of them is taken for each");

    static Bilingual withoutId(PortalAct act) {
        return Bilingual.of(
                "%s không mang {{id}}: chỉ nhận ra lần lặp lại nhờ nội dung",
                "%s carries no {{id}}: a repetition is known by its content alone", act.key());
    }

    /** A request that was understood, with the values of all its places. */
    record Told(HandedIn in, Map<String, String> values) {}

    Optional<Told> in(Asked asked) {
        Map<PortalAct, Map<String, JsonNode>> fits = new LinkedHashMap<>();
        for (PortalAct act : PortalAct.values()) {
            Optional.ofNullable(acts.get(act))
                    .flatMap(reading -> reading.apply(asked))
                    .ifPresent(values -> fits.put(act, values));
        }
        return fits.entrySet().stream().findFirst().map(first -> {
            String same = Desk.sha256(asked.method() + asked.path() + asked.body());
            HandedIn in = HandedIn.of(first.getKey(), first.getValue(), same);
            PortalAct named = PortalAct.ofKey(in.content().path("act").asText(""))
                    .filter(fits::containsKey)
                    .orElse(first.getKey());
            Map<String, String> texts = new LinkedHashMap<>();
            first.getValue().forEach((name, value) -> texts.put(name, value.asText("")));
            return new Told(new HandedIn(named, in.id(), in.content()), texts);
        });
    }

    /** Whether a text has a place from which the submission's id is read. */
    static boolean tellsId(String template) {
        return places(template).stream()
                .anyMatch(name -> name.equals("id") || name.matches("(json|xml|submission):(/id)?"));
    }

    /** Whether it says which act it is. */
    static boolean tellsAct(String template) {
        return places(template).stream()
                .anyMatch(name -> name.equals("act") || name.matches("(json|xml|submission):(/act)?"));
    }

    private static Set<String> places(String template) {
        Set<String> names = new TreeSet<>();
        var place = Filling.PLACE.matcher(template);
        while (place.find()) {
            names.add(place.group(1));
        }
        return names;
    }
}
