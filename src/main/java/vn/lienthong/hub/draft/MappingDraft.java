package vn.lienthong.hub.draft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes {@code mapping.yaml} as far as names tell. */
final class MappingDraft {
    private static final int NATIONAL_CODES = 10;

    private final FieldGuesses guesses;
    private final Decisions decisions;
    private final Map<String, Integer> statuses = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final List<String> words;

    MappingDraft(FieldGuesses guesses, Decisions decisions, Optional<Offer> offer) {
        this.guesses = guesses;
        this.decisions = decisions;
        String name = statusName();
        this.words = offer.map(one -> one.words().getOrDefault(Words.plain(name), List.of()))
                .orElse(List.of());
    }

    /** What the status is called where it stands. */
    private String statusName() {
        return guesses.change(FieldNames.STATUS).stream()
                .findFirst()
                .map(pointer -> pointer.substring(pointer.lastIndexOf('/') + 1))
                .orElse("status");
    }

    String text() {
        line("$schema: ../mapping.schema.json");
        line("zone: Asia/Ho_Chi_Minh");
        line("dates: [iso, \"dd/MM/yyyy HH:mm:ss\", \"yyyy-MM-dd\"] "
                + decisions.mark(
                        "mapping.yaml dates",
                        "cách viết ngày giờ; iso-local nếu Z ở cuối thật ra là giờ Việt Nam",
                        "how dates are written; iso-local if a Z at the end means Vietnamese time after all"));
        dossier();
        changes();
        tables();
        if (!guesses.left().isEmpty()) {
            line(decisions.mark(
                    "mapping.yaml",
                    "chưa dùng đến: " + String.join(" ", guesses.left()),
                    "not used so far: " + String.join(" ", guesses.left())));
        }
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void dossier() {
        line("dossier:");
        List<String> number = guesses.dossier(FieldNames.NUMBER);
        if (number.isEmpty()) {
            List<String> code = guesses.dossier("dossier-code");
            line("  source-dossier-no: " + (code.isEmpty() ? "/soHoSo" : FieldGuesses.written(code)) + " "
                    + decisions.mark(
                            "mapping.yaml dossier/source-dossier-no",
                            "số hồ sơ của chính hệ thống này",
                            "the system's own number of the dossier"));
        }
        for (String field : FieldNames.dossierFields()) {
            if (!guesses.dossier(field).isEmpty()) {
                line("  " + field + ": " + FieldGuesses.written(guesses.dossier(field)));
            }
        }
    }

    private void changes() {
        line("changes:");
        if (!guesses.each().isEmpty()) {
            line("  each: " + guesses.each());
        }
        String from = guesses.change(FieldNames.STATUS).stream().findFirst().orElse("/trangThai");
        String sub = guesses.change("sub").stream()
                .findFirst()
                .map(it -> ", sub: " + it)
                .orElse("");
        line("  status: {from: " + from + sub + ", table: statuses}" + unless(FieldNames.STATUS));
        List<String> at = guesses.change(FieldNames.AT);
        line("  at: " + (at.isEmpty() ? "/thoiDiem" : FieldGuesses.written(at)) + unless(FieldNames.AT));
        for (String field : FieldNames.changeFields()) {
            if (!guesses.change(field).isEmpty()) {
                line("  " + field + ": " + FieldGuesses.written(guesses.change(field)));
            }
        }
    }

    private String unless(String field) {
        return guesses.missing().contains(field)
                ? " "
                        + decisions.mark(
                                "mapping.yaml changes/" + field, "không đoán được từ tên", "no name gives it away")
                : "";
    }

    private void tables() {
        line("tables:");
        line("  statuses: "
                + decisions.mark(
                        "mapping.yaml tables/statuses",
                        "mã của hệ thống: mã quốc gia 1-10; hỏi người dùng hệ thống, đừng tin số trùng nhau",
                        "the system's code: the national code 1-10; ask the system's users, and do not trust equal"
                                + " numbers"));
        for (String word : words) {
            Optional<Integer> national = StatusWords.national(word);
            line("    " + (national.isEmpty() ? "# " : "") + key(word) + ": "
                    + national.map(String::valueOf).orElse("?"));
            national.ifPresent(code -> statuses.put(word, code));
        }
        int none = statuses.isEmpty() ? NATIONAL_CODES : 0;
        for (int code = 1; code <= none; code++) {
            line("    \"" + code + "\": " + code);
            statuses.put(String.valueOf(code), code);
        }
    }

    private static String key(String word) {
        return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A sample whose status is one that the table has, so that it can be run dry. */
    String withKnownStatus(String sample, boolean isXml) {
        String known = statuses.keySet().stream().findFirst().orElse("1");
        String name = Pattern.quote(statusName());
        return isXml
                ? sample.replaceAll("(<(?:[\\w.-]+:)?" + name + "(?:\\s[^<>]*)?>)[^<>]*(</)", "$1" + known + "$2")
                : sample.replaceAll("(\"" + name + "\"\\s*:\\s*)(?:\"[^\"]*\"|\\d+)", "$1\"" + known + "\"");
    }
}
