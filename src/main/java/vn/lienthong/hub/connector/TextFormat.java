package vn.lienthong.hub.connector;

import com.fasterxml.jackson.core.JsonPointer;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.translation.PatternProbe;

/** The formats of texts that the schemas name, each with the sentence that tells what would be right. */
enum TextFormat implements Format {
    SYSTEM_ID(
            "2 đến 40 chữ thường, chữ số và dấu gạch nối đơn, như tax-office",
            "2 to 40 lower-case letters, digits and single hyphens, such as tax-office",
            takenBy(SystemId::of)),
    AGENCY_ID(
            "1 đến 50 ký tự không có khoảng trắng, như H27.01",
            "1 to 50 characters without blanks, such as H27.01",
            takenBy(AgencyId::of)),
    ADDRESS(
            "một địa chỉ http hoặc https không kèm tên và mật khẩu, như https://motcua.example.com",
            "an http or https address without user and password, such as https://motcua.example.com",
            TextFormat::isAddress),
    JDBC_ADDRESS(
            "một địa chỉ JDBC không kèm tên và mật khẩu, như jdbc:postgresql://10.20.1.5:5432/motcua",
            "a JDBC address without user and password, such as jdbc:postgresql://10.20.1.5:5432/motcua",
            text -> text.matches("jdbc:[a-z0-9]+:\\S+")
                    && !text.matches("(?i).*(password|passwd|pwd)=.*|.*//[^/]*@.*|.*:[^/@:]+/[^/@]+@.*")),
    JSON_POINTER(
            "một JSON Pointer như /data/items, hoặc chuỗi rỗng cho tất cả",
            "a JSON Pointer such as /data/items, or an empty text for the whole",
            takenBy(JsonPointer::compile)),
    RECORD_POINTER(
            "một JSON Pointer như /data/code, hoặc record:/data/code",
            "a JSON Pointer such as /data/code, or record:/data/code",
            pointerAfter("record:")),
    WATERMARK_POINTER(
            "một JSON Pointer vào bản ghi như /seq, hoặc vào câu trả lời như answer:/last",
            "a JSON Pointer into the record such as /seq, or into the answer such as answer:/last",
            pointerAfter("answer:")),
    DURATION(
            "một khoảng thời gian lớn hơn không, như PT5S, PT1M hoặc PT12H",
            "a duration longer than nothing, such as PT5S, PT1M or PT12H",
            text -> isDuration(text) && !Duration.parse(text).isZero()),
    DURATION_OR_ZERO(
            "một khoảng thời gian như PT0S, PT5S hoặc PT12H",
            "a duration such as PT0S, PT5S or PT12H",
            TextFormat::isDuration),
    DATA_SIZE(
            "một dung lượng như 500KB hoặc 10MB",
            "a size of bytes such as 500KB or 10MB",
            text -> text.matches("[1-9][0-9]{0,8}(B|KB|MB|GB)")),
    REGEX(TextFormat::wrongWithExpression, "một biểu thức chính quy", "a regular expression"),
    JSONATA(
            Formula::wrong,
            "một biểu thức JSONata, như $uppercase(ten)",
            "a JSONata expression, such as $uppercase(ten)"),
    DATE_PATTERN(
            DatePattern::wrong,
            "iso, iso-local hoặc một mẫu có ngày, tháng, năm, như dd/MM/yyyy HH:mm:ss",
            "iso, iso-local or a pattern of day, month and year, such as dd/MM/yyyy HH:mm:ss"),
    WRITTEN_DATE(
            TextFormat::wrongWithWrittenDate,
            "một mẫu để viết ngày, như yyyy-MM-dd hoặc yyyyMMddHHmmss",
            "a pattern to write a date in, such as yyyy-MM-dd or yyyyMMddHHmmss"),
    TIME_ZONE("một múi giờ như Asia/Ho_Chi_Minh", "a time zone such as Asia/Ho_Chi_Minh", TextFormat::isZone),
    PATH(
            "một đường dẫn bắt đầu bằng / và không có khoảng trắng",
            "a path that starts with / and holds no blanks",
            text -> text.isEmpty() || text.startsWith("/") && text.chars().allMatch(c -> c > ' ')),
    FACADE_PATH(
            "một đường dẫn như /taxes/{number}, gồm chữ, số, - . _ ~ và tên trong ngoặc nhọn",
            "a path such as /taxes/{number}, of letters, digits, - . _ ~ and names in braces",
            text -> text.matches("(?:/(?:[A-Za-z0-9._~-]+|\\{[^{}/\\s]+}))+")
                    && !text.contains("/..")
                    && !text.contains("/./")),
    VARIABLE(
            "tên một biến môi trường, như TAX_OFFICE_PASSWORD",
            "the name of an environment variable, such as TAX_OFFICE_PASSWORD",
            text -> text.matches("[A-Za-z_][A-Za-z0-9_.-]*")),
    HEADER_NAME(
            "tên một header HTTP, như X-API-Key",
            "the name of an HTTP header, such as X-API-Key",
            text -> text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+"));

    /** What is wrong with a pattern that a text could keep busy for ever. */
    static final Bilingual ENDLESS = new Bilingual(
            "nó thử lại không dứt trên một chuỗi gần khớp, như a*a*a*a*a*b",
            "it backtracks without end on a text that almost matches, as a*a*a*a*a*b does");

    private final Bilingual expected;
    private final Predicate<String> takes;
    private final Function<String, @Nullable Bilingual> why;

    TextFormat(String vi, String en, Predicate<String> takes) {
        this.expected = new Bilingual(vi, en);
        this.takes = takes;
        this.why = text -> null;
    }

    TextFormat(Function<String, @Nullable Bilingual> why, String vi, String en) {
        this.expected = new Bilingual(vi, en);
        this.takes = text -> why.apply(text) == null;
        this.why = why;
    }

    /** What would be right. */
    Bilingual expected() {
        return expected;
    }

    /** Whether a text is of this format. */
    boolean takes(String text) {
        return takes.test(text);
    }

    /** What can be said of a text that is not of this format, besides that; null where that is nothing. */
    @Nullable
    Bilingual why(String text) {
        return why.apply(text);
    }

    @Override
    public String getName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public boolean matches(ExecutionContext context, String text) {
        return takes(text);
    }

    static Optional<TextFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.getName().equals(name))
                .findFirst();
    }

    private static Predicate<String> takenBy(Consumer<String> reading) {
        return text -> {
            try {
                reading.accept(text);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        };
    }

    private static Predicate<String> pointerAfter(String prefix) {
        return text -> JSON_POINTER.takes(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            return http && address.getHost() != null && address.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isDuration(String text) {
        try {
            return !Duration.parse(text).isNegative();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isZone(String text) {
        try {
            return ZoneId.of(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static @Nullable Bilingual wrongWithExpression(String text) {
        try {
            return PatternProbe.backtracksWithoutEnd(Pattern.compile(text)) ? ENDLESS : null;
        } catch (PatternSyntaxException e) {
            return Bilingual.of(
                    "%s ở ký tự %s",
                    "%s at character %s", LibraryWords.told(e.getDescription()), Math.max(e.getIndex(), 0) + 1);
        }
    }

    private static @Nullable Bilingual wrongWithWrittenDate(String text) {
        try {
            String written =
                    DateTimeFormatter.ofPattern(text, Locale.ROOT).format(Instant.EPOCH.atZone(ZoneOffset.UTC));
            return written.isEmpty() ? new Bilingual("nó không viết ra gì", "it writes nothing") : null;
        } catch (DateTimeException | IllegalArgumentException e) {
            return LibraryWords.told(e.getMessage());
        }
    }
}
