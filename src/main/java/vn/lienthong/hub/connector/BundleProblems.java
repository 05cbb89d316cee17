package vn.lienthong.hub.connector;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** What can be wrong with the files of a connector before any of them is read. */
final class BundleProblems {
    private static final String STAGE = "read-bundle";

    private BundleProblems() {}

    static Problem badName(String name) {
        String shown = FoundValue.quoted(name);
        return problem(
                ProblemKind.INVALID,
                "Tên tệp " + shown + " không dùng được.",
                "The file name " + shown + " cannot be used.",
                "Dùng đường dẫn tương đối trong thư mục của kết nối, mỗi phần gồm chữ, số, dấu cách và . _ - @ +, không có .. và"
                        + " không bắt đầu bằng dấu chấm, nhiều nhất 4 cấp, mỗi tên một lần.",
                "Use a path within the connector's folder, of letters, digits, spaces and . _ - @ + in each part, without"
                        + " .. and no part starting with a dot, at most 4 parts deep, and each name once.");
    }

    static Problem tooManyFiles(int found) {
        return problem(
                ProblemKind.TOO_LARGE,
                "Gói có hơn " + Bundle.MOST_FILES + " tệp (" + found + ").",
                "The bundle has more than " + Bundle.MOST_FILES + " files (" + found + ").",
                "Bỏ bớt mẫu thử; chỉ cần những trường hợp khác nhau.",
                "Leave samples out; one of each case is enough.");
    }

    static Problem fileTooLarge(String name) {
        String shown = FoundValue.quoted(name);
        return problem(
                ProblemKind.TOO_LARGE,
                "Tệp " + shown + " lớn hơn 1 MB khi giải nén.",
                "The file " + shown + " is larger than 1 MB when unpacked.",
                "Cắt ngắn mẫu thử, hoặc để kết nối trong thư mục connectors của trục.",
                "Cut the sample short, or keep the connector in the hub's folder connectors.");
    }

    static Problem tooLarge() {
        return problem(
                ProblemKind.TOO_LARGE,
                "Gói lớn hơn 4 MB khi giải nén.",
                "The bundle is larger than 4 MB when unpacked.",
                "Bỏ bớt mẫu thử, hoặc để kết nối trong thư mục connectors của trục.",
                "Leave samples out, or keep the connector in the hub's folder connectors.");
    }

    static Problem noZip() {
        return problem(
                ProblemKind.MALFORMED,
                "Nội dung không phải là tệp zip đọc được.",
                "The content is no zip file that can be read.",
                "Nén thư mục của kết nối thành zip (UTF-8, không mật khẩu), hoặc gửi JSON {\"files\": {…}}.",
                "Zip the connector's folder (UTF-8, no password), or send JSON {\"files\": {…}}.");
    }

    private static Problem problem(ProblemKind kind, String vi, String en, String remedyVi, String remedyEn) {
        return new Problem(kind, Origin.PORTAL, STAGE, new Bilingual(vi, en), new Bilingual(remedyVi, remedyEn));
    }
}
