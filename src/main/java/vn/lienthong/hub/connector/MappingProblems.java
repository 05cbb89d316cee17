package vn.lienthong.hub.connector;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.StatusChange.AgencyCode;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/**
 * Tells what could not be translated, and what to add where.
 *
 * @param file the mapping, as it is told to people
 */
record MappingProblems(String file) {
    private static final String STAGE = "translate";

    /** @param dossier the dossier's number */
    Problem unmapped(AgencyCode code, StatusTable table, String dossier, String pointer) {
        String shown = FoundValue.quoted(code.code());
        String sub = code.subCode() == null ? null : FoundValue.quoted(code.subCode());
        String key = sub == null ? shown : FoundValue.quoted(code.code() + "/" + code.subCode());
        String where = "tables/" + table.name() + " (" + file + ")";
        return new Problem(
                ProblemKind.UNMAPPED_CODE,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Mã trạng thái " + shown + (sub == null ? "" : " (mã phụ " + sub + ")") + " của hồ sơ "
                                + dossier + " không có trong " + where + ".",
                        "Status code " + shown + (sub == null ? "" : " with sub-code " + sub) + " of dossier " + dossier
                                + " is not in " + where + "."),
                new Bilingual(
                        "Thêm " + key + ": <mã quốc gia 1-10>"
                                + (sub == null ? "" : ", hoặc " + shown + ": <mã quốc gia 1-10> cho mọi mã phụ,")
                                + " vào tables/" + table.name() + " trong " + file
                                + ", khởi động lại trục liên thông rồi phát lại.",
                        "Add " + key + ": <national code 1-10>"
                                + (sub == null ? "" : ", or " + shown + ": <national code 1-10> for any sub-code,")
                                + " under tables/" + table.name() + " in " + file
                                + ", restart the hub, then replay."),
                pointer);
    }

    Problem badDate(Field field, String value, Dates dates, @Nullable String dossier, String pointer) {
        String shown = shownDate(value);
        return new Problem(
                ProblemKind.BAD_DATE,
                Origin.AGENCY,
                STAGE,
                new Bilingual(
                        field.name() + " ở " + pointer + ofDossierVi(dossier) + " là " + shown
                                + ", không đọc được theo dạng nào trong: " + dates.tried() + ".",
                        field.name() + " at " + pointer + ofDossierEn(dossier) + " is " + shown
                                + ", which none of these formats reads: " + dates.tried() + "."),
                new Bilingual(
                        "Nếu ngày giờ đúng, thêm dạng của nó vào dates trong " + file
                                + ", khởi động lại trục liên thông rồi phát lại; nếu sai, đề nghị hệ thống nguồn sửa và gửi lại.",
                        "If the date is right, add its format under dates in " + file
                                + ", restart the hub, then replay; if it is wrong, have the source system mend it and send it again."),
                pointer);
    }

    Problem missing(Field field, @Nullable String dossier, String itemPlace) {
        String places = field.paths().stream()
                .map(path -> path.within(itemPlace))
                .map(place -> place.isEmpty() ? "/" : place)
                .collect(Collectors.joining(", "));
        return new Problem(
                ProblemKind.MISSING_FIELD,
                Origin.AGENCY,
                STAGE,
                new Bilingual(
                        field.name() + " không có giá trị" + ofDossierVi(dossier) + "; đã tìm ở " + places + ".",
                        field.name() + " has no value" + ofDossierEn(dossier) + "; looked at " + places + "."),
                new Bilingual(
                        "Đề nghị hệ thống nguồn gửi giá trị này, hoặc thêm chỗ khác có nó vào " + field.name()
                                + " trong " + file + ", khởi động lại trục liên thông rồi phát lại.",
                        "Have the source system send it, or add another place that has it under " + field.name()
                                + " in " + file + ", restart the hub, then replay."),
                field.paths().isEmpty() ? null : field.paths().get(0).within(itemPlace));
    }

    /** @param expected what would be right */
    Problem invalid(Field field, Bilingual expected, @Nullable String dossier, String pointer) {
        return new Problem(
                ProblemKind.INVALID,
                Origin.AGENCY,
                STAGE,
                new Bilingual(
                        field.name() + " ở " + pointer + ofDossierVi(dossier) + " không hợp lệ: cần " + expected.vi()
                                + ".",
                        field.name() + " at " + pointer + ofDossierEn(dossier) + " is not valid: expected "
                                + expected.en() + "."),
                new Bilingual(
                        "Đề nghị hệ thống nguồn sửa và gửi lại, hoặc sửa " + field.name() + " trong " + file
                                + " nếu nó chỉ sai chỗ.",
                        "Have the source system mend it and send it again, or mend " + field.name() + " in " + file
                                + " if that points to the wrong place."),
                pointer);
    }

    /** A date is no personal data; what stands in its place by mistake may be. */
    private static String shownDate(String value) {
        boolean maybeDate = value.length() <= 40 && value.chars().anyMatch(Character::isDigit);
        return maybeDate ? FoundValue.quoted(value) : "a text of " + value.length() + " characters";
    }

    private static String ofDossierVi(@Nullable String dossier) {
        return dossier == null ? "" : " của hồ sơ " + dossier;
    }

    private static String ofDossierEn(@Nullable String dossier) {
        return dossier == null ? "" : " of dossier " + dossier;
    }
}
