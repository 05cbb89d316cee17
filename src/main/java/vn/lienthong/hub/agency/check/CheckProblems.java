package vn.lienthong.hub.agency.check;

import vn.lienthong.hub.agency.check.CheckStep.Name;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;

/** Why a step on the way to a system failed, and what to do. */
final class CheckProblems {
    private CheckProblems() {}

    static TryAgainLater noFolder(String folder) {
        return own(
                "Không có thư mục " + folder + ".",
                "There is no folder " + folder + ".",
                "Tạo thư mục đó, hoặc gắn ổ chia sẻ, rồi thử lại.",
                "Make it, or mount the share, and try again.");
    }

    static TryAgainLater folderClosed(String folder) {
        return own(
                "Trục không được đọc và ghi ở " + folder + ".",
                "The hub may not read and write " + folder + ".",
                "Cấp quyền cho tài khoản chạy trục: tệp đã đọc được chuyển vào .done trong đó.",
                "Give the account that runs the hub the right: files that were read are moved to .done there.");
    }

    private static TryAgainLater own(String vi, String en, String remedyVi, String remedyEn) {
        return new TryAgainLater(new Problem(
                ProblemKind.INVALID,
                Origin.HUB,
                Name.FOLDER.key(),
                new Bilingual(vi, en),
                new Bilingual(remedyVi, remedyEn)));
    }

    static TryAgainLater unknownHost(String host) {
        return away(
                Name.DNS,
                "Không tìm thấy máy " + host + ".",
                "No machine of the name " + host + " is known.",
                "Xem lại address trong connector.yaml, hoặc hỏi quản trị mạng tên đó có trong DNS mà trục dùng không.",
                "Look at address in connector.yaml, or ask the network's administrator whether the DNS that the hub asks"
                        + " knows the name.");
    }

    /** @param why such as {@code localhost leads to 127.0.0.1} */
    static Undeliverable forbidden(String why) {
        return new Undeliverable(new Problem(
                ProblemKind.NOT_ALLOWED,
                Origin.HUB,
                Name.DNS.key(),
                new Bilingual("Địa chỉ không được phép: " + why + ".", "The address is not allowed: " + why + "."),
                new Bilingual(
                        "Sửa address trong connector.yaml, hoặc nhờ quản trị viên thêm vào lienthong.addresses.allowed.",
                        "Mend the address in connector.yaml, or have the administrator add it to"
                                + " lienthong.addresses.allowed.")));
    }

    static TryAgainLater refused(String host, int port) {
        return away(
                Name.TCP,
                "Máy " + host + " từ chối kết nối ở cổng " + port + ".",
                "The machine " + host + " refuses connections at port " + port + ".",
                "Kiểm tra hệ thống có đang chạy, cổng trong address có đúng không.",
                "Check whether the system runs, and the port in address.");
    }

    static TryAgainLater noConnection(String host, int port, long seconds) {
        return away(
                Name.TCP,
                "Không có kết nối đến " + host + ":" + port + " sau " + seconds + " giây.",
                "No connection to " + host + ":" + port + " after " + seconds + " s.",
                "Thường do tường lửa: xin mở đường từ trục đến máy và cổng đó.",
                "Often it is a firewall: ask for the way from the hub to that machine and port.");
    }

    static TryAgainLater certificateEnded(String host, String day) {
        return away(
                Name.TLS,
                "Chứng thư của " + host + " đã hết hạn ngày " + day + ".",
                "The certificate of " + host + " ended on " + day + ".",
                "Đề nghị đơn vị vận hành hệ thống gia hạn chứng thư.",
                "Ask the system's operators to renew it.");
    }

    static TryAgainLater certificateOfAnother(String host, String subject) {
        return away(
                Name.TLS,
                "Chứng thư ở " + host + " được cấp cho tên khác (" + subject + ").",
                "The certificate at " + host + " is of another name (" + subject + ").",
                "Dùng trong address đúng tên ghi trong chứng thư, hoặc đề nghị cấp chứng thư cho tên này.",
                "Use the certificate's name in address, or ask for a certificate of this name.");
    }

    static TryAgainLater certificateNotTrusted(String host, String issuer) {
        return away(
                Name.TLS,
                "Chứng thư của " + host + " do bên trục không tin cậy cấp (" + issuer + ").",
                "The certificate of " + host + " was issued by somebody the hub does not trust (" + issuer + ").",
                "Đề nghị quản trị trục thêm chứng thư gốc của bên cấp vào kho tin cậy của Java, hoặc hệ thống dùng chứng thư"
                        + " công cộng.",
                "Ask the hub's administrator to add the issuer's root to Java's trust store, or the system's operators for a"
                        + " public certificate.");
    }

    static TryAgainLater noTls(String host, int port) {
        return away(
                Name.TLS,
                "Bắt tay TLS với " + host + ":" + port + " không thành.",
                "The TLS handshake with " + host + ":" + port + " did not succeed.",
                "Nếu hệ thống chỉ nói http, sửa address; nếu nó chỉ có TLS cũ, đề nghị nâng cấp lên TLS 1.2 trở lên.",
                "If the system speaks http only, mend address; if it has old TLS only, ask for TLS 1.2 or newer.");
    }

    static TryAgainLater contract(String why) {
        return new TryAgainLater(new Problem(
                ProblemKind.FAULTY_DEFINITION,
                Origin.HUB,
                Name.CONTRACT.key(),
                new Bilingual("Hợp đồng không dùng được: " + why + ".", "The contract cannot be used: " + why + "."),
                new Bilingual(
                        "Sửa action, version hoặc contract trong connector.yaml theo WSDL của hệ thống.",
                        "Mend action, version or contract in connector.yaml by the system's WSDL.")));
    }

    static Problem unforeseen(Name step, Exception why) {
        return new Problem(
                ProblemKind.UNEXPECTED,
                Origin.HUB,
                step.key(),
                new Bilingual(
                        "Lỗi không lường trước (" + why.getClass().getSimpleName() + ").",
                        "An unexpected error (" + why.getClass().getSimpleName() + ")."),
                new Bilingual("Xem nhật ký của trục.", "See the hub's log."));
    }

    private static TryAgainLater away(Name step, String vi, String en, String remedyVi, String remedyEn) {
        return new TryAgainLater(new Problem(
                ProblemKind.SYSTEM_UNAVAILABLE,
                Origin.AGENCY,
                step.key(),
                new Bilingual(vi, en),
                new Bilingual(remedyVi, remedyEn)));
    }
}
