package vn.lienthong.hub.translation.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** Finds a text that a simple type allows, by trying likely ones. */
final class ExampleTexts {
    private static final List<String> LIKELY = List.of(
            "text",
            "A",
            "a",
            "1",
            "AB",
            "12",
            "ABC",
            "123",
            "A1",
            "A-1",
            "1234",
            "12345",
            "123456",
            "VN",
            "VND",
            "vi",
            "2026-11-23",
            "an@example.com",
            "0123456789",
            "000.00.00.H27",
            "http://example.com/",
            "012345678901");
    private static final int LONGEST = 10_000;

    private ExampleTexts() {}

    /** A text that the type allows, or null where none is found. */
    static @Nullable String of(SimpleType type) {
        return candidates(type)
                .filter(text -> type.fault(type.normalised(text)) == null)
                .findFirst()
                .orElse(null);
    }

    private static Stream<String> candidates(SimpleType type) {
        Stream<String> own =
                switch (type.kind) {
                    case BOOLEAN -> Stream.of("true", "false");
                    case INTEGER, DECIMAL, FLOATING -> numbers(type);
                    case TIME -> Stream.of(time(Times.timeOf(type)));
                    case DURATION -> Stream.of("P1D", "PT1H");
                    case HEX -> Stream.of(repeated("0A", type.facets.minLength));
                    case BASE64 -> Stream.of("QUJD", repeated("QUJD", (type.facets.minLength + 2) / 3), "QQ==", "QUI=");
                    case QNAME -> Stream.of("xs:string");
                    case LIST -> list(type);
                    case UNION -> type.members().stream().map(ExampleTexts::of).flatMap(Stream::ofNullable);
                    case TEXT -> texts(type);
                    case JSON -> Stream.of("{}");
                };
        return Stream.concat(Stream.concat(type.facets.enumeration.stream(), own), patterned(type));
    }

    private static Stream<String> patterned(SimpleType type) {
        return type.facets.patterns.stream().flatMap(List::stream).flatMap(shape -> IntStream.of(0, 1, 2, 5, 10, 30)
                .mapToObj(more -> PatternExample.of(shape.xsd(), more)));
    }

    private static Stream<String> numbers(SimpleType type) {
        List<String> all = new ArrayList<>(List.of("1", "0", "10", "1.5", "-1"));
        Stream.of(type.facets.least, type.facets.most)
                .filter(Objects::nonNull)
                .map(Facets.Bound::text)
                .filter(text -> text.matches("-?[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .forEach(bound -> all.addAll(
                        List.of(String.valueOf(bound), String.valueOf(bound + 1), String.valueOf(bound - 1))));
        return all.stream();
    }

    private static String time(@Nullable QName time) {
        return switch (time == null ? "" : time.getLocalPart()) {
            case "date" -> "2026-11-23";
            case "time" -> "08:00:00";
            case "gYearMonth" -> "2026-11";
            case "gYear" -> "2026";
            case "gMonthDay" -> "--11-23";
            case "gDay" -> "---23";
            case "gMonth" -> "--11";
            default -> "2026-11-23T08:00:00+07:00";
        };
    }

    private static Stream<String> list(SimpleType type) {
        String item = of(type.item());
        if (item == null || type.facets.minLength > LONGEST) {
            return Stream.empty();
        }
        return Stream.of(String.join(" ", java.util.Collections.nCopies(Math.max(1, type.facets.minLength), item)), "");
    }

    private static Stream<String> texts(SimpleType type) {
        return Stream.concat(
                LIKELY.stream(),
                Stream.of("A", "1", "a").map(one -> repeated(one, Math.max(1, type.facets.minLength))));
    }

    private static String repeated(String text, int times) {
        return text.repeat(Math.max(1, Math.min(times, LONGEST)));
    }
}
