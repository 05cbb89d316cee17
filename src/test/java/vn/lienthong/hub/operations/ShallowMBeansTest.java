package vn.lienthong.hub.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever looks through JMX, as Hawtio does, sees what Camel's own MBeans show. */
class ShallowMBeansTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        camel.getCamelContextExtension().setName("shallow");
        new ShallowMBeans().configure(camel);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeId("an-office-intake")
                        .setBody(constant("x"))
                        .id("say-x")
                        .setBody(constant("y"))
                        .id("say-y")
                        .to("seda:out?size=7")
                        .id("hand-over");
            }
        });
        camel.start();
        camel.createProducerTemplate().sendBody("direct:in", "");
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private ObjectName one(String type, String name) throws Exception {
        Set<ObjectName> found = server.queryNames(
                new ObjectName("org.apache.camel:context=shallow,type=" + type + ",name=\"" + name + "\""), null);
        assertThat(found).hasSize(1);
        return found.iterator().next();
    }

    @Test
    void tellAttributesOfRoutesAndOfEachStep() throws Exception {
        assertThat(server.getAttribute(one("routes", "an-office-intake"), "ExchangesTotal"))
                .isEqualTo(1L);
        assertThat(server.getAttribute(one("processors", "say-x"), "ExchangesCompleted"))
                .isEqualTo(1L);
        assertThat(server.getAttributes(one("processors", "hand-over"), new String[] {"ProcessorId", "RouteId"})
                        .asList())
                .extracting(Object::toString)
                .containsExactly("ProcessorId = hand-over", "RouteId = an-office-intake");
    }

    @Test
    void doOperationsAndTakeValues() throws Exception {
        ObjectName route = one("routes", "an-office-intake");

        server.setAttribute(route, new javax.management.Attribute("StatisticsEnabled", false));
        Object xml = server.invoke(route, "dumpRouteAsXml", null, null);
        server.invoke(route, "stop", new Object[0], new String[0]);

        assertThat(server.getAttribute(route, "StatisticsEnabled")).isEqualTo(false);
        assertThat((String) xml).contains("<setBody id=\"say-x\"");
        assertThat(camel.getRouteController().getRouteStatus("an-office-intake").isStopped())
                .isTrue();
    }

    /** An endpoint says what all endpoints say, and of its own kind besides. */
    @Test
    void tellWhatIsSaidOfOneKindOnly() throws Exception {
        ObjectName seda = one("endpoints", "seda://out\\?size=7");

        assertThat(server.getAttribute(seda, "Size")).isEqualTo(7);
        assertThat(server.getAttribute(seda, "State")).isEqualTo("Started");
        assertThat(server.invoke(seda, "queueSize", null, null)).isEqualTo(1);
    }

    @Test
    void tellWhatIsNotThere() throws Exception {
        ObjectName step = one("processors", "say-x");

        assertThatThrownBy(() -> server.getAttribute(step, "NoSuchThing"))
                .isInstanceOf(AttributeNotFoundException.class);
        assertThat(server.getMBeanInfo(step).getAttributes())
                .extracting(attribute -> attribute.getName())
                .containsAll(List.of("ExchangesTotal", "MeanProcessingTime", "State"));
    }

    @Test
    void shareWhatIsSaidOfAKind() throws Exception {
        assertThat(server.getMBeanInfo(one("processors", "say-x")))
                .isSameAs(server.getMBeanInfo(one("processors", "say-y")));
    }
}
