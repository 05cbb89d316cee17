package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MaskTest {
    @Nested
    class WhenANameIsMasked {
        @Test
        void showsTheInitialsOnly() {
            assertThat(Mask.name("Nguyễn Văn An")).isEqualTo("N*** V*** A");
            assertThat(Mask.name("  Đặng   Ánh ")).isEqualTo("Đ*** Á");
            assertThat(Mask.name("Công")).isEqualTo("C");
        }

        @Test
        void keepsALetterAndItsMarksTogetherHoweverTheyWereWritten() {
            String apart = Normalizer.normalize("Ánh Ảo", Normalizer.Form.NFD);

            assertThat(Mask.name(apart)).isEqualTo("Á*** Ả");
        }

        @Test
        void leavesOutWhatIsNotThere() {
            assertThat(Mask.name(null)).isNull();
            assertThat(Mask.name("  ")).isNull();
        }
    }

    @Nested
    class WhenAnIdNumberIsMasked {
        @Test
        void showsTheLastThreeDigitsAndNotTheLength() {
            assertThat(Mask.idNo("042123456789")).isEqualTo("***789");
            assertThat(Mask.idNo("123456789")).isEqualTo("***789");
        }

        @Test
        void hidesAShortNumberWhole() {
            assertThat(Mask.idNo("12345")).isEqualTo("***");
        }
    }
}
