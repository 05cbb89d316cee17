package vn.lienthong.hub.operations;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Problem;

/** Texts as health answers show them: each in both languages, since Actuator asks nobody for theirs. */
final class HealthDetails {
    private HealthDetails() {}

    static Map<String, String> of(Bilingual text) {
        Map<String, String> both = new LinkedHashMap<>();
        both.put("vi", text.vi());
        both.put("en", text.en());
        return both;
    }

    static Map<String, Object> of(Problem problem) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("kind", problem.kind().key());
        told.put("origin", problem.origin().key());
        told.put("stage", problem.stage());
        told.put("detail", of(problem.detail()));
        told.put("remedy", of(problem.remedy()));
        return told;
    }
}
