package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ManyBeansTest {
    private final ManyBeans beans = new ManyBeans();

    @Test
    void findsABeanByItsNameAndWhateverItIs() {
        beans.bind("one-quiet-files", StringBuilder.class, new StringBuilder("one"));

        assertThat(beans.lookupByName("one-quiet-files")).hasToString("one");
        assertThat(beans.lookupByNameAndType("one-quiet-files", CharSequence.class))
                .hasToString("one");
        assertThat(beans.lookupByNameAndType("one-quiet-files", Number.class)).isNull();
        assertThat(beans.lookupByName("two-quiet-files")).isNull();
    }

    @Test
    void findsAllOfAType() {
        beans.bind("one", Integer.class, 1);
        beans.bind("two", Long.class, 2L);
        beans.bind("three", String.class, "3");

        assertThat(beans.findByType(Number.class)).containsExactlyInAnyOrder(1, 2L);
        assertThat(beans.findByTypeWithName(Number.class)).isEqualTo(Map.of("one", 1, "two", 2L));
        assertThat(beans.findSingleByType(String.class)).isEqualTo("3");
        assertThat(beans.findSingleByType(Number.class)).isNull();
    }

    @Test
    void forgetsWhatIsUnboundAndNothingElse() {
        beans.bind("one", Integer.class, 1);
        beans.bind("other", Integer.class, 2);

        beans.unbind("one");

        assertThat(beans.lookupByName("one")).isNull();
        assertThat(beans.findByType(Integer.class)).containsExactly(2);
        beans.unbind("other");
        assertThat(beans.findByType(Integer.class)).isEmpty();
    }

    @Test
    void keepsTheLastThatIsBoundToANameAsAType() {
        beans.bind("one", Integer.class, 1);
        beans.bind("one", Integer.class, 2);

        assertThat(beans.lookupByName("one")).isEqualTo(2);
        assertThat(beans.findByType(Integer.class)).containsExactly(2);
    }
}
