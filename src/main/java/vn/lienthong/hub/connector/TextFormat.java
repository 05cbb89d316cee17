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
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.translation.PatternProbe;

/** The formats of texts that the schemas name, each with the sentence that tells what would be right. */
enum TextFormat implements Format {
    SYSTEM_ID("2 to 40 lower-case letters, digits and single hyphens, such as tax-office") {
        @Override
        @Nullable
        String wrong(String text) {
            return refused(() -> SystemId.of(text));
        }
    },
    AGENCY_ID("1 to 50 characters without blanks, such as H27.01") {
        @Override
        @Nullable
        String wrong(String text) {
            return refused(() -> AgencyId.of(text));
        }
    },
    ADDRESS("an http or https address without user and password, such as https://motcua.example.com") {
        @Override
        @Nullable
        String wrong(String text) {
            try {
                URI address = new URI(text);
                boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
                return http && address.getHost() != null && address.getRawUserInfo() == null ? null : "";
            } catch (URISyntaxException e) {
                return "";
            }
        }
    },
    JDBC_ADDRESS("a JDBC address without user and password, such as jdbc:postgresql://10.20.1.5:5432/motcua") {
        @Override
        @Nullable
        String wrong(String text) {
            boolean jdbc = text.matches("jdbc:[a-z0-9]+:\\S+");
            boolean tellsSecret = text.matches("(?i).*(password|passwd|pwd)=.*|.*//[^/]*@.*|.*:[^/@:]+/[^/@]+@.*");
            return jdbc && !tellsSecret ? null : "";
        }
    },
    JSON_POINTER("a JSON Pointer such as /data/items, or an empty text for the whole") {
        @Override
        @Nullable
        String wrong(String text) {
            return refused(() -> JsonPointer.compile(text));
        }
    },
    RECORD_POINTER("a JSON Pointer such as /data/code, or record:/data/code") {
        @Override
        @Nullable
        String wrong(String text) {
            return JSON_POINTER.wrong(text.startsWith("record:") ? text.substring(7) : text);
        }
    },
    WATERMARK_POINTER("a JSON Pointer into the record such as /seq, or into the answer such as answer:/last") {
        @Override
        @Nullable
        String wrong(String text) {
            return JSON_POINTER.wrong(text.startsWith("answer:") ? text.substring(7) : text);
        }
    },
    DURATION("a duration longer than nothing, such as PT5S, PT1M or PT12H") {
        @Override
        @Nullable
        String wrong(String text) {
            return DURATION_OR_ZERO.wrong(text) == null && !Duration.parse(text).isZero() ? null : "";
        }
    },
    DURATION_OR_ZERO("a duration such as PT0S, PT5S or PT12H") {
        @Override
        @Nullable
        String wrong(String text) {
            try {
                return Duration.parse(text).isNegative() ? "" : null;
            } catch (DateTimeParseException e) {
                return "";
            }
        }
    },
    DATA_SIZE("a size of bytes such as 500KB or 10MB") {
        @Override
        @Nullable
        String wrong(String text) {
            return text.matches("[1-9][0-9]{0,8}(B|KB|MB|GB)") ? null : "";
        }
    },
    REGEX("a regular expression") {
        @Override
        @Nullable
        String wrong(String text) {
            try {
                return PatternProbe.backtracksWithoutEnd(Pattern.compile(text))
                        ? "it backtracks without end on a text that almost matches, as a*a*a*a*a*b does"
                        : null;
            } catch (PatternSyntaxException e) {
                return e.getDescription() + " at character " + (Math.max(e.getIndex(), 0) + 1);
            }
        }
    },
    JSONATA("a JSONata expression, such as $uppercase(ten)") {
        @Override
        @Nullable
        String wrong(String text) {
            return Formula.wrong(text);
        }
    },
    DATE_PATTERN("iso, iso-local or a pattern of day, month and year, such as dd/MM/yyyy HH:mm:ss") {
        @Override
        @Nullable
        String wrong(String text) {
            try {
                DatePattern.compile(text);
                return null;
            } catch (IllegalArgumentException e) {
                return e.getMessage() == null ? "" : e.getMessage();
            }
        }
    },
    WRITTEN_DATE("a pattern to write a date in, such as yyyy-MM-dd or yyyyMMddHHmmss") {
        @Override
        @Nullable
        String wrong(String text) {
            try {
                String written =
                        DateTimeFormatter.ofPattern(text, Locale.ROOT).format(Instant.EPOCH.atZone(ZoneOffset.UTC));
                return written.isEmpty() ? "it writes nothing" : null;
            } catch (DateTimeException | IllegalArgumentException e) {
                return e.getMessage() == null ? "" : e.getMessage();
            }
        }
    },
    TIME_ZONE("a time zone such as Asia/Ho_Chi_Minh") {
        @Override
        @Nullable
        String wrong(String text) {
            try {
                ZoneId.of(text);
                return null;
            } catch (DateTimeException e) {
                return "";
            }
        }
    },
    PATH("a path that starts with / and holds no blanks") {
        @Override
        @Nullable
        String wrong(String text) {
            return text.isEmpty() || text.startsWith("/") && text.chars().allMatch(c -> c > ' ') ? null : "";
        }
    },
    FACADE_PATH("a path such as /taxes/{number}, of letters, digits, - . _ ~ and names in braces") {
        @Override
        @Nullable
        String wrong(String text) {
            return PATH_WITH_NAMES.matcher(text).matches() && !text.contains("/..") && !text.contains("/./")
                    ? null
                    : "";
        }
    },
    VARIABLE("the name of an environment variable, such as TAX_OFFICE_PASSWORD") {
        @Override
        @Nullable
        String wrong(String text) {
            return NAME_OF_VARIABLE.matcher(text).matches() ? null : "";
        }
    },
    HEADER_NAME("the name of an HTTP header, such as X-API-Key") {
        @Override
        @Nullable
        String wrong(String text) {
            return NAME_OF_HEADER.matcher(text).matches() ? null : "";
        }
    };

    private static final Pattern PATH_WITH_NAMES = Pattern.compile("(?:/(?:[A-Za-z0-9._~-]+|\\{[^{}/\\s]+}))+");
    private static final Pattern NAME_OF_VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern NAME_OF_HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private final String expected;

    TextFormat(String expected) {
        this.expected = expected;
    }

    /** What would be right. */
    String expected() {
        return expected;
    }

    /** Why a text is not of this format, which may be empty where nothing more can be said; null if it is. */
    abstract @Nullable String wrong(String text);

    @Override
    public String getName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public boolean matches(ExecutionContext context, String text) {
        return wrong(text) == null;
    }

    static Optional<TextFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.getName().equals(name))
                .findFirst();
    }

    private static @Nullable String refused(Runnable reading) {
        try {
            reading.run();
            return null;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
