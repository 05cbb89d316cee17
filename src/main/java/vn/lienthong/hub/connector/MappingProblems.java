package vn.lienthong.hub.connector;

import java.util.List;
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
    private static final String READ_AGAIN_VI = ", trục liên thông tự đọc lại, rồi phát lại";
    private static final String READ_AGAIN_EN = ", which the hub reads again by itself, then replay";

    /** @param dossier the dossier's number, where that is known */
    Problem unmapped(AgencyCode code, StatusTable table, @Nullable String dossier, String pointer) {
        String shown = FoundValue.quoted(code.code());
        String sub = code.subCode() == null ? null : FoundValue.quoted(code.subCode());
        String key = sub == null ? shown : FoundValue.quoted(code.code() + "/" + code.subCode());
        String where = "tables/" + table.name() + " (" + file + ")";
        return new Problem(
                ProblemKind.UNMAPPED_CODE,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Mã trạng thái " + shown + (sub == null ? "" : ", mã phụ " + sub + ",") + ofDossierVi(dossier)
                                + " không có trong " + where + ".",
                        "Status code " + shown + (sub == null ? "" : " with sub-code " + sub) + ofDossierEn(dossier)
                                + " is not in " + where + "."),
                new Bilingual(
                        "Thêm " + key + ": <mã quốc gia 1-10>"
                                + (sub == null ? "" : ", hoặc " + shown + ": <mã quốc gia 1-10> cho mọi mã phụ,")
                                + " vào tables/" + table.name() + " trong " + file + READ_AGAIN_VI + ".",
                        "Add " + key + ": <national code 1-10>"
                                + (sub == null ? "" : ", or " + shown + ": <national code 1-10> for any sub-code,")
                                + " under tables/" + table.name() + " in " + file + READ_AGAIN_EN + "."),
                pointer);
    }

    Problem badDate(Field field, String value, Dates dates, @Nullable String dossier, String pointer) {
        Bilingual shown = shownDate(value);
        return new Problem(
                ProblemKind.BAD_DATE,
                Origin.AGENCY,
                STAGE,
                new Bilingual(
                        shown.vi() + " ở " + pointer + " (" + field.name() + ofDossierVi(dossier)
                                + ") không đọc được theo dạng ngày giờ nào trong: " + dates.tried() + ".",
                        shown.en() + " at " + pointer + " (" + field.name() + ofDossierEn(dossier)
                                + ") is not a date in any of these formats: " + dates.tried() + "."),
                new Bilingual(
                        "Nếu ngày giờ đúng, thêm dạng của nó vào dates trong " + file + READ_AGAIN_VI
                                + "; nếu sai, đề nghị hệ thống nguồn sửa và gửi lại.",
                        "If the date is right, add its format under dates in " + file + READ_AGAIN_EN
                                + "; if it is wrong, have the source system mend it and send it again."),
                pointer);
    }

    Problem missing(Field field, @Nullable String dossier, String itemPlace) {
        List<String> places =
                field.paths().stream().map(path -> path.within(itemPlace)).toList();
        String lookedAt =
                places.stream().map(place -> place.isEmpty() ? "\"\"" : place).collect(Collectors.joining(", "));
        return new Problem(
                ProblemKind.MISSING_FIELD,
                Origin.AGENCY,
                STAGE,
                new Bilingual(
                        (dossier == null ? "Bản ghi" : "Hồ sơ " + dossier) + " không có giá trị cho " + field.name()
                                + "; đã tìm ở " + lookedAt + ".",
                        (dossier == null ? "The record" : "Dossier " + dossier) + " has no value for " + field.name()
                                + "; looked at " + lookedAt + "."),
                new Bilingual(
                        "Đề nghị hệ thống nguồn gửi giá trị này, hoặc thêm chỗ khác có nó vào " + field.name()
                                + " trong " + file + READ_AGAIN_VI + ".",
                        "Have the source system send it, or add another place that has it under " + field.name()
                                + " in " + file + READ_AGAIN_EN + "."),
                places.isEmpty() ? null : places.get(0));
    }

    /** @param expected what would be right */
    Problem invalid(Field field, Bilingual expected, @Nullable String dossier, String pointer) {
        return new Problem(
                ProblemKind.INVALID,
                Origin.AGENCY,
                STAGE,
                new Bilingual(
                        "Giá trị ở " + pointer + " (" + field.name() + ofDossierVi(dossier) + ") không hợp lệ; cần "
                                + expected.vi() + ".",
                        "The value at " + pointer + " (" + field.name() + ofDossierEn(dossier)
                                + ") is not valid; expected " + expected.en() + "."),
                new Bilingual(
                        "Đề nghị hệ thống nguồn sửa và gửi lại, hoặc chỉ đúng chỗ của " + field.name() + " trong "
                                + file + READ_AGAIN_VI + ".",
                        "Have the source system mend it and send it again, or point " + field.name()
                                + " to the right place in " + file + READ_AGAIN_EN + "."),
                pointer);
    }

    /** A date is no personal data; what stands in its place by mistake may be. */
    private static Bilingual shownDate(String value) {
        boolean maybeDate = value.length() <= 40 && value.chars().anyMatch(Character::isDigit);
        return maybeDate
                ? new Bilingual(FoundValue.quoted(value), FoundValue.quoted(value))
                : new Bilingual(
                        "Một đoạn văn bản " + value.length() + " ký tự", "A text of " + value.length() + " characters");
    }

    private static String ofDossierVi(@Nullable String dossier) {
        return dossier == null ? "" : " của hồ sơ " + dossier;
    }

    private static String ofDossierEn(@Nullable String dossier) {
        return dossier == null ? "" : " of dossier " + dossier;
    }
}
