package vn.lienthong.hub.portal;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.StatusLookup;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/** Reads the question out of the texts a caller sent, the same over every door. */
final class LookupQuestion {
    static final String STAGE = "read-the-question";

    private LookupQuestion() {}

    /**
     * @param agency an agency id; null or empty for none
     * @throws Undeliverable saying what is wrong with which of the two
     */
    static StatusLookup of(@Nullable String code, @Nullable String agency) {
        return new StatusLookup(code(code), agency == null || agency.isBlank() ? null : agency(agency.strip()));
    }

    private static DossierCode code(@Nullable String code) {
        if (code == null || code.isBlank()) {
            throw invalid(
                    "/code",
                    new Bilingual("Thiếu mã hồ sơ.", "The dossier code is missing."),
                    new Bilingual("Gửi mã ghi trên biên nhận.", "Send the code that is on the receipt."));
        }
        int length = code.strip().length();
        if (length > DossierCode.LONGEST) {
            throw invalid(
                    "/code",
                    new Bilingual(
                            "Mã hồ sơ dài " + length + " ký tự.", "The dossier code has " + length + " characters."),
                    new Bilingual(
                            "Mã hồ sơ có nhiều nhất " + DossierCode.LONGEST + " ký tự.",
                            "A dossier code has at most " + DossierCode.LONGEST + " characters."));
        }
        try {
            return new DossierCode(code);
        } catch (IllegalArgumentException e) {
            throw invalid(
                    "/code",
                    new Bilingual("Mã hồ sơ chứa ký tự điều khiển.", "The dossier code holds control characters."),
                    new Bilingual("Mã hồ sơ là một dòng chữ.", "A dossier code is one line of text."));
        }
    }

    static AgencyId agency(String agency) {
        try {
            return new AgencyId(agency);
        } catch (IllegalArgumentException e) {
            throw invalid(
                    "/agency",
                    new Bilingual("Mã cơ quan không hợp lệ.", "The agency id is not valid."),
                    new Bilingual(
                            "Mã cơ quan có 1 đến 50 ký tự và không có khoảng trắng, ví dụ H27.01.",
                            "An agency id has 1 to 50 characters and no blanks, such as H27.01."));
        }
    }

    static Undeliverable invalid(String pointer, Bilingual detail, Bilingual remedy) {
        return new Undeliverable(new Problem(ProblemKind.INVALID, Origin.PORTAL, STAGE, detail, remedy, pointer));
    }
}
