package vn.lienthong.hub.agency;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/** What can be wrong with how a list goes on from page to page. */
final class PollProblems {
    private static final String STAGE = "read-page";

    private PollProblems() {}

    static TryAgainLater repeats(SystemId system) {
        return told(
                Origin.AGENCY,
                "Danh sách của hệ thống " + system + " lặp lại cùng một trang mãi.",
                "The list of the system " + system + " repeats the same page for ever.",
                "Kiểm tra tên tham số trang trong intake/list và mục pages của connector.yaml với tài liệu của hệ thống.",
                "Compare the page's parameter in intake/list, and pages, in connector.yaml with the system's documents.");
    }

    static TryAgainLater oneWatermark(SystemId system, int pageSize) {
        return told(
                Origin.HUB,
                "Cả một trang đầy (" + pageSize + " bản ghi) của hệ thống " + system
                        + " mang cùng một mốc đọc, nên không biết hỏi tiếp từ đâu.",
                "A full page (" + pageSize + " records) of the system " + system
                        + " bears one watermark, so there is nowhere to go on from.",
                "Dùng {{page}}, {{offset}} hoặc pages/cursor trong connector.yaml, hoặc tăng page-size.",
                "Use {{page}}, {{offset}} or pages/cursor in connector.yaml, or a larger page-size.");
    }

    static TryAgainLater linkElsewhere(SystemId system) {
        return told(
                Origin.AGENCY,
                "Hệ thống " + system + " chỉ trang kế tiếp đến một địa chỉ khác; trục không đi theo.",
                "The system " + system + " tells another address for its next page, which is not followed.",
                "Khai báo address trong connector.yaml đúng như hệ thống tự gọi mình.",
                "Let the address in connector.yaml be what the system calls itself.");
    }

    static TryAgainLater initialIsNoDate(String initial) {
        return told(
                Origin.HUB,
                "Giá trị đầu của mốc đọc, " + initial + ", không phải ngày giờ theo mục dates của mapping.yaml.",
                "The watermark's initial value, " + initial + ", is no date in the formats of mapping.yaml.",
                "Sửa intake/watermark/initial, hoặc thêm định dạng của nó vào dates.",
                "Mend intake/watermark/initial, or add its format to dates.");
    }

    private static TryAgainLater told(Origin origin, String vi, String en, String remedyVi, String remedyEn) {
        return new TryAgainLater(new Problem(
                ProblemKind.UNREADABLE_ANSWER,
                origin,
                STAGE,
                new Bilingual(vi, en),
                new Bilingual(remedyVi, remedyEn)));
    }
}
