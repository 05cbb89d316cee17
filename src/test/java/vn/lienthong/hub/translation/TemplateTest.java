package vn.lienthong.hub.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.translation.Template.Grammar;

class TemplateTest {
    private static String filled(String text, Grammar grammar, String value) {
        return Template.of(text, grammar).fill(name -> name.equals("code") ? value : null);
    }

    @Nested
    class WhenAValueIsFilledIn {
        @Test
        void isEscapedInXml() {
            assertThat(filled("<a b=\"{{code}}\">{{code}}</a>", Grammar.XML, "</a>\"&'\n"))
                    .isEqualTo("<a b=\"&lt;/a&gt;&quot;&amp;&apos;&#10;\">&lt;/a&gt;&quot;&amp;&apos;&#10;</a>");
        }

        @Test
        void isEscapedWithinQuotesOfJson() {
            assertThat(filled("{\"a\\\"\":\"x{{code}}\"}", Grammar.JSON, "\",\"b\":\"\\Hà\n"))
                    .isEqualTo("{\"a\\\"\":\"x\\\",\\\"b\\\":\\\"\\\\Hà\\n\"}");
        }

        @Test
        void standsAsANumberOutsideQuotesOfJsonAndElseGetsQuotes() {
            assertThat(filled("{\"page\":{{code}}}", Grammar.JSON, "12")).isEqualTo("{\"page\":12}");
            assertThat(filled("{\"page\":{{ code }}}", Grammar.JSON, "1,\"b\":2"))
                    .isEqualTo("{\"page\":\"1,\\\"b\\\":2\"}");
        }

        @Test
        void isPercentEncodedInAPath() {
            assertThat(filled("/dossiers/{{code}}?x=1", Grammar.URL, "03706/2026/07906?&Hà"))
                    .isEqualTo("/dossiers/03706%2F2026%2F07906%3F%26H%C3%A0?x=1");
        }

        @Test
        void isOneLineInAHeader() {
            assertThatThrownBy(() -> filled("{{code}}", Grammar.HEADER, "a\r\nX-Evil: 1"))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void isNotReadAsATemplateItself() {
            assertThat(filled("{{code}}", Grammar.HEADER, "{{password}}")).isEqualTo("{{password}}");
        }
    }

    @Nested
    class WhenAPlaceHasNoValue {
        @Test
        void isNamed() {
            assertThatThrownBy(() ->
                            Template.of("{{record:/MaHoSo}}", Grammar.JSON).fill(name -> null))
                    .hasMessage("{{record:/MaHoSo}} has no value here");
        }
    }

    @Nested
    class WhenNamesAreAskedFor {
        @Test
        void tellsEachOnce() {
            assertThat(Template.of("{{a}} {{b:/x/y}} {{a}}", Grammar.URL).names())
                    .containsExactly("a", "b:/x/y");
        }
    }
}
