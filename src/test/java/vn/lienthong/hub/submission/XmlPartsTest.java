package vn.lienthong.hub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class XmlPartsTest {
    private static String xml(String json) throws Exception {
        return XmlParts.of(new JsonMapper().readTree(json));
    }

    @Nested
    class WhenAPartIsWritten {
        @Test
        void itsMembersAreElementsAndItsListsRepeatThem() throws Exception {
            assertThat(xml("{\"a\": \"x\", \"b\": [1, {\"c\": true}], \"d\": {\"e\": null}}"))
                    .isEqualTo("<a>x</a><b>1</b><b><c>true</c></b><d><e/></d>");
            assertThat(xml("[{\"a\": 1}, {\"a\": 2}]")).isEqualTo("<item><a>1</a></item><item><a>2</a></item>");
            assertThat(xml("\"plain\"")).isEqualTo("plain");
            assertThat(xml("{}")).isEmpty();
            assertThat(xml("[]")).isEmpty();
        }

        @Test
        void whatIsSpecialInXmlIsNotTakenForIt() throws Exception {
            assertThat(xml("{\"a\": \"</part><x>&\"}")).isEqualTo("<a>&lt;/part>&lt;x>&amp;</a>");
        }

        @Test
        void aNameThatNoElementCanHaveIsRefused() {
            assertThatThrownBy(() -> xml("{\"not a name\": 1}")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
