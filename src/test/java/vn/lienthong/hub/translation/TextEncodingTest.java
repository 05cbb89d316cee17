package vn.lienthong.hub.translation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words as people in one-stop shops wrote them before Unicode; the left sides are their bytes, shown as ISO 8859-1. */
class TextEncodingTest {
    private static List<String> read(byte[] csv, TextEncoding encoding, @Nullable Character delimiter) {
        List<String> told = new ArrayList<>();
        encoding.turned(CsvRecords.records(new ByteArrayInputStream(csv), Limits.MESSAGE, encoding, delimiter))
                .forEachRemaining(record -> told.add(record.tree().toString()));
        return told;
    }

    @Nested
    class WhenATextIsTcvn3 {
        @ParameterizedTest
        @CsvSource({
            "Hå s¬ ®¨ng ký, Hồ sơ đăng ký",
            "NguyÔn V¨n An, Nguyễn Văn An",
            "§ang xö lý, Đang xử lý",
            "Thñ tôc hµnh chÝnh, Thủ tục hành chính",
            "GiÊy phÐp x©y dùng, Giấy phép xây dựng",
            "QuyÒn sö dông ®Êt, Quyền sử dụng đất",
            "Hµ TÜnh, Hà Tĩnh",
            "NguyÔn ThÞ Hång, Nguyễn Thị Hồng",
            "Hép th­, Hộp thư"
        })
        void readsWords(String written, String meant) {
            // The keyboard's ý stands for the byte 0xFD, which both tables have as ý.
            assertThat(LegacyText.TCVN3.read(written)).isEqualTo(meant);
        }

        @Test
        void takesAWordOfTwoPlainCapitalsForOneInCapitals() {
            assertThat(LegacyText.TCVN3.read("UBND TØNH, NGUYÔN V¡N An")).isEqualTo("UBND TỈNH, NGUYỄN VĂN An");
        }
    }

    @Nested
    class WhenATextIsVni {
        @ParameterizedTest
        @CsvSource({
            "Hoà sô ñaêng kyù, Hồ sơ đăng ký",
            "Nguyeãn Vaên An, Nguyễn Văn An",
            "Ñang xöû lyù, Đang xử lý",
            "Thuû tuïc haønh chính, Thủ tục hành chính",
            "Giaáy pheùp xaây döïng, Giấy phép xây dựng",
            "Quyeàn söû duïng ñaát, Quyền sử dụng đất",
            "Haø Tónh, Hà Tĩnh",
            "Nguyeãn Thò Hoàng, Nguyễn Thị Hồng",
            "TRÖÔÛNG PHOØNG, TRƯỞNG PHÒNG",
            "Nghæ vieäc, Nghỉ việc"
        })
        void readsWords(String written, String meant) {
            assertThat(LegacyText.VNI.read(written)).isEqualTo(meant);
        }
    }

    @Nested
    class WhenACsvIsInAnOldEncoding {
        @Test
        void turnsNamesAndCells() {
            byte[] csv = "so;tr¹ng th¸i\n1;§· tr¶\n".getBytes(ISO_8859_1);

            assertThat(read(csv, TextEncoding.TCVN3, null)).containsExactly("{\"so\":\"1\",\"trạng thái\":\"Đã trả\"}");
        }

        @Test
        void composesWhatWindows1258WritesApart() {
            byte[] csv = {'a', '\n', (byte) 0xea, (byte) 0xec, '\n'};

            assertThat(read(csv, TextEncoding.WINDOWS_1258, null)).containsExactly("{\"a\":\"ế\"}");
        }

        @Test
        void takesTheDeclaredDelimiterAgainstTheOneThatTheHeaderHasMostOf() {
            byte[] csv = "a;b|c;d\n1;2|3\n".getBytes(UTF_8);

            assertThat(read(csv, TextEncoding.UTF_8, '|')).containsExactly("{\"a;b\":\"1;2\",\"c;d\":\"3\"}");
        }

        @Test
        void believesAByteOrderMarkMore() {
            byte[] csv = "\uFEFFa\nHồ sơ\n".getBytes(UTF_8);

            assertThat(read(csv, TextEncoding.WINDOWS_1252, null)).containsExactly("{\"a\":\"Hồ sơ\"}");
        }
    }
}
