package vn.lienthong.hub.draft;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/** Why no connector can be drafted from a contract. */
final class DraftProblems {
    private DraftProblems() {}

    static Undeliverable unreadable(String contract, String why) {
        return refused(
                "Không đọc được hợp đồng " + contract + ": " + why + ".",
                "The contract " + contract + " cannot be read: " + why + ".",
                "Kiểm tra đường dẫn hoặc địa chỉ; hợp đồng tải về từ máy khác cũng dùng được.",
                "Check the path or the address; a contract that was downloaded elsewhere will do, too.");
    }

    /** @param told everything that is wrong, by file and line */
    static Undeliverable unusable(String contract, String told) {
        return refused(
                "Hợp đồng " + contract + " không dùng được:\n" + told,
                "The contract " + contract + " cannot be used:\n" + told,
                "Sửa hợp đồng, hoặc xin bản đầy đủ từ bên cung cấp hệ thống.",
                "Mend the contract, or ask the system's vendor for a complete one.");
    }

    static Undeliverable offersNothing(String contract) {
        return refused(
                "Hợp đồng " + contract + " không có thao tác nào.",
                "The contract " + contract + " offers no operation.",
                "Kiểm tra đây có đúng là hợp đồng của hệ thống không.",
                "Check that it is the system's contract.");
    }

    static Undeliverable folderThere(String folder) {
        return refused(
                "Thư mục " + folder + " đã có; bản nháp không ghi đè.",
                "The folder " + folder + " is there already; a draft overwrites nothing.",
                "Chọn mã khác bằng --id, hoặc thư mục khác bằng --into.",
                "Choose another id by --id, or another place by --into.");
    }

    private static Undeliverable refused(String vi, String en, String remedyVi, String remedyEn) {
        return new Undeliverable(new Problem(
                ProblemKind.FAULTY_DEFINITION,
                Origin.AGENCY,
                "read-contract",
                new Bilingual(vi, en),
                new Bilingual(remedyVi, remedyEn)));
    }
}
