package vn.lienthong.bench.campaign;

import java.util.List;

/**
 * An agency that citizens hand in to, and how its system takes it.
 *
 * @param way how the hub tells the system
 * @param system the id of its simulator, and of the connector
 * @param papers what the simulator calls the papers that came whole
 * @param paper the kind of paper that is brought
 * @param form the form's data
 */
record Counter(String way, String system, String agency, String papers, String procedure, String paper, String form) {
    static final List<Counter> ALL = List.of(
            new Counter(
                    "over REST",
                    "land-office",
                    "H27.12",
                    "files",
                    "1.012785",
                    "application",
                    "{\"parcel\": \"12\", \"mapSheet\": \"7\", \"area\": 80.5}"),
            new Counter(
                    "over SOAP",
                    "civil-registry",
                    "H27.09",
                    "files",
                    "1.001193",
                    "birth-notice",
                    "{\"child\": \"Nguyễn Văn Bé\", \"bornOn\": \"2026-11-01\"}"),
            new Counter(
                    "by its queue",
                    "transport-office",
                    "H27.15",
                    "files",
                    "MAU-GTVT-01",
                    "paper",
                    "{\"licence\": \"38A\"}"),
            new Counter(
                    "in its folder",
                    "social-insurance",
                    "H27.31",
                    "papers",
                    "MAU-BHXH-01",
                    "paper",
                    "{\"insuranceNo\": \"0000000000\"}"));

    /** A new dossier, all of it invented. */
    String dossier(String code, String sha256) {
        return """
                {"agency": "%s", "procedure": "%s", "code": "%s",
                 "applicant": {"name": "Nguyễn Văn Ví Dụ", "idNo": "000000000001"}, "form": %s,
                 "attachments": [{"kind": "%s", "name": "don.pdf", "sha256": "%s"}]}"""
                .formatted(agency, procedure, code, form, paper, sha256);
    }
}
