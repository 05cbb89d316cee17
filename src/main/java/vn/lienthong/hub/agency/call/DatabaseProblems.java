package vn.lienthong.hub.agency.call;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Intake.OrderedBy;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/** What can go wrong with a database, told so that its people know what to do. */
final class DatabaseProblems {
    private static final String STAGE = "read-rows";

    private DatabaseProblems() {}

    static ProblemException of(SystemId system, Exception failure) {
        if (!(failure instanceof SQLException sql)) {
            return CallProblems.of(system, failure);
        }
        String state = String.valueOf(sql.getSQLState());
        if (state.startsWith("28")) {
            return CallProblems.notLetIn(system);
        }
        if (state.startsWith("08") || state.startsWith("57")) {
            return new TryAgainLater(CallProblems.unavailable(
                    "Không kết nối được đến cơ sở dữ liệu của hệ thống " + system + ".",
                    "The database of the system " + system + " takes no connection."));
        }
        return hub(
                ProblemKind.REFUSED_BY_SYSTEM,
                "Cơ sở dữ liệu của hệ thống " + system + " từ chối truy vấn (SQLSTATE " + state + "): " + words(sql)
                        + ".",
                "The database of the system " + system + " refuses the query (SQLSTATE " + state + "): " + words(sql)
                        + ".",
                "Sửa intake/query trong connector.yaml, hoặc cho người dùng của trục quyền đọc.",
                "Mend intake/query in connector.yaml, or let the hub's user read there.");
    }

    private static String words(SQLException sql) {
        return AnswerReader.shown(
                String.valueOf(sql.getMessage()).lines().findFirst().orElse(""));
    }

    static TryAgainLater noDriver(SystemId system, String url, Path folder) {
        String database = url.split(":", 3)[1];
        return hub(
                ProblemKind.INVALID,
                "Trục không có trình điều khiển JDBC cho " + database + " của hệ thống " + system + ".",
                "The hub has no JDBC driver for the " + database + " of the system " + system + ".",
                "Chép tệp .jar của trình điều khiển vào " + folder + "; không cần khởi động lại.",
                "Put the driver's jar into " + folder + "; no restart is needed.");
    }

    static TryAgainLater noWatermark(SystemId system, OrderedBy orderedBy) {
        String word = orderedBy.name().toLowerCase(Locale.ROOT);
        return hub(
                ProblemKind.INVALID,
                "Mốc đọc của hệ thống " + system + " không phải kiểu " + word + ".",
                "The watermark of the system " + system + " is not a " + word + ".",
                "Sửa watermark/initial hoặc ordered-by trong connector.yaml; thời gian viết như 2026-01-01T00:00:00.",
                "Mend watermark/initial or ordered-by in connector.yaml; a time is written as 2026-01-01T00:00:00.");
    }

    private static TryAgainLater hub(ProblemKind kind, String vi, String en, String remedyVi, String remedyEn) {
        return new TryAgainLater(
                new Problem(kind, Origin.HUB, STAGE, new Bilingual(vi, en), new Bilingual(remedyVi, remedyEn)));
    }
}
