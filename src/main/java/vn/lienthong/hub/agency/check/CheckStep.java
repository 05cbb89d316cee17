package vn.lienthong.hub.agency.check;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Problem;

/**
 * One step on the way to a system and what came of it.
 *
 * @param found what was found there, or why the step was left out
 * @param problem what went wrong, where it failed
 */
public record CheckStep(Name name, Outcome outcome, Duration took, Bilingual found, @Nullable Problem problem) {
    /** The steps, in the order in which they are taken. */
    public enum Name {
        FOLDER("Thư mục", "Folder"),
        DNS("Tên máy", "Name"),
        TCP("Kết nối", "Connection"),
        TLS("Bảo mật TLS", "TLS"),
        CONTRACT("Hợp đồng dịch vụ", "Contract"),
        LOG_IN("Đăng nhập", "Log-in"),
        READ("Đọc danh sách", "Read"),
        TRANSLATE("Chuyển đổi", "Translation"),
        LOOK_UP("Tra cứu", "Look-up");

        private final Bilingual title;

        Name(String vi, String en) {
            this.title = new Bilingual(vi, en);
        }

        public Bilingual title() {
            return title;
        }

        /** As answers write it: {@code log-in}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How a step ended. */
    public enum Outcome {
        OK,
        FAILED,
        SKIPPED;

        /** As answers write it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
