package vn.lienthong.hub.draft;

import java.util.List;

/** What the hub fills into a question. */
enum Place {
    WATERMARK("{{watermark}}", "since", "tungay", "from", "updatedafter", "changedsince", "last", "watermark", "moc"),
    LIMIT("{{limit}}", "max", "limit", "size", "soluong", "pagesize", "count", "top"),
    PAGE("{{page}}", "page", "trang", "pageno", "pagenumber", "pageindex", "start", "offset"),
    CODE(
            "{{code}}",
            "code",
            "mahoso",
            "sohoso",
            "masohoso",
            "sobiennhan",
            "dossierno",
            "dossiercode",
            "dossierid",
            "id"),
    OTHER("");

    private final String text;
    private final List<String> names;

    Place(String text, String... names) {
        this.text = text;
        this.names = List.of(names);
    }

    /** As it stands in a request; empty for what has to be decided. */
    String text() {
        return text;
    }

    static Place of(String input) {
        String plain = Words.plain(input);
        for (Place place : values()) {
            if (place.names.contains(plain)) {
                return place;
            }
        }
        for (String start : List.of("since", "tungay", "from", "updated", "modified")) {
            if (plain.startsWith(start)) {
                return WATERMARK;
            }
        }
        boolean isNumber = FieldNames.ofDossier(List.of(plain))
                .filter(guess ->
                        guess.field().equals(FieldNames.NUMBER) || guess.field().equals("dossier-code"))
                .isPresent();
        return isNumber ? CODE : OTHER;
    }
}
