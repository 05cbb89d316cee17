package vn.lienthong.hub.agency;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/** What can go wrong with an SFTP server, told so that its people know what to do. */
final class SftpProblems {
    private static final String STAGE = "fetch-files";

    private SftpProblems() {}

    static TryAgainLater of(SystemId system, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String words = String.valueOf(cause.getMessage());
            if (words.contains("HostKey") || cause.getClass().getSimpleName().contains("HostKey")) {
                return told(
                        ProblemKind.NOT_ALLOWED,
                        Origin.AGENCY,
                        "Máy chủ SFTP của hệ thống " + system + " đưa ra khóa khác với host-key đã khai báo.",
                        "The SFTP server of the system " + system + " shows another key than the declared host-key.",
                        "Hỏi người vận hành xem khóa có đổi thật không rồi mới sửa host-key; có thể ai đó đang giả máy chủ.",
                        "Ask its operators whether the key really changed before mending host-key: it may be an impostor.");
            }
            if (words.contains("Auth fail") || words.contains("Auth cancel")) {
                return told(
                        ProblemKind.REFUSED_BY_SYSTEM,
                        Origin.HUB,
                        "Máy chủ SFTP của hệ thống " + system + " không chấp nhận thông tin đăng nhập của trục.",
                        "The SFTP server of the system " + system + " does not accept the hub's credentials.",
                        "Kiểm tra intake/sftp trong connector.yaml và giá trị bí mật của nó.",
                        "Check intake/sftp in connector.yaml and the secret it names.");
            }
        }
        return told(
                ProblemKind.SYSTEM_UNAVAILABLE,
                Origin.AGENCY,
                "Không lấy được tệp từ máy chủ SFTP của hệ thống " + system + ".",
                "No files can be had from the SFTP server of the system " + system + ".",
                "Trục sẽ tự thử lại; nếu kéo dài, kiểm tra máy chủ, thư mục và đường truyền.",
                "The hub tries again by itself; if it lasts, check the server, its folder and the line to it.");
    }

    static TryAgainLater noSecret(SystemId system, RuntimeException why) {
        return told(
                ProblemKind.INVALID,
                Origin.HUB,
                "Không đọc được thông tin đăng nhập cho " + system + ": " + why.getMessage() + ".",
                "The credentials for " + system + " cannot be read: " + why.getMessage() + ".",
                "Đặt biến môi trường hoặc tệp đó.",
                "Set that variable or file.");
    }

    static TryAgainLater forbidden(SystemId system, String why) {
        return told(
                ProblemKind.NOT_ALLOWED,
                Origin.HUB,
                "Địa chỉ SFTP của hệ thống " + system + " không được phép: " + why + ".",
                "The SFTP address of the system " + system + " is not allowed: " + why + ".",
                "Sửa intake/sftp/host, hoặc nhờ quản trị viên thêm vào lienthong.addresses.allowed.",
                "Mend intake/sftp/host, or have the administrator add it to lienthong.addresses.allowed.");
    }

    private static TryAgainLater told(
            ProblemKind kind, Origin origin, String vi, String en, String remedyVi, String remedyEn) {
        return new TryAgainLater(
                new Problem(kind, origin, STAGE, new Bilingual(vi, en), new Bilingual(remedyVi, remedyEn)));
    }
}
