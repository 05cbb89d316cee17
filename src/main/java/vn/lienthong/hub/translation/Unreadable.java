package vn.lienthong.hub.translation;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * Problems of contents that cannot be read. A parser's own words are left out: they quote the content, which may be
 * personal data.
 */
final class Unreadable {
    static final String STAGE = "read-content";

    private Unreadable() {}

    static Undeliverable malformed(
            Bilingual what, long line, long column, Bilingual remedy, @Nullable Throwable cause) {
        return new Undeliverable(problem(ProblemKind.MALFORMED, placed(what, line, column), remedy), cause);
    }

    static Undeliverable malformed(Bilingual what, Bilingual remedy, @Nullable Throwable cause) {
        return new Undeliverable(problem(ProblemKind.MALFORMED, what, remedy), cause);
    }

    /** What a failing source comes to: its characters are the sender's, a broken line is nobody's. */
    static RuntimeException source(IOException failure) {
        if (failure instanceof CharConversionException || failure instanceof CharacterCodingException) {
            return malformed(
                    new Bilingual(
                            "Nội dung có ký tự không hợp lệ trong bảng mã của nó.",
                            "The content has characters that its encoding does not have."),
                    new Bilingual("Hãy lưu bằng UTF-8 rồi gửi lại.", "Save it as UTF-8 and send it again."),
                    null);
        }
        return new UncheckedIOException("the content broke off while it was being read", failure);
    }

    static Undeliverable tooLarge(String vi, String en) {
        return new Undeliverable(problem(
                ProblemKind.TOO_LARGE,
                new Bilingual(vi, en),
                new Bilingual("Hãy chia nội dung thành nhiều phần nhỏ hơn.", "Send the content in smaller parts.")));
    }

    static Problem problem(ProblemKind kind, Bilingual detail, Bilingual remedy) {
        return new Problem(kind, Origin.AGENCY, STAGE, detail, remedy);
    }

    private static Bilingual placed(Bilingual what, long line, long column) {
        return new Bilingual(
                what.vi() + " (dòng " + line + ", cột " + column + ").",
                what.en() + " (line " + line + ", column " + column + ").");
    }
}
