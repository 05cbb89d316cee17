package vn.lienthong.hub.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsAreFailuresTest {
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> steps = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        camel.getCamelContextExtension().addInterceptStrategy(new ErrorsAreFailures());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:plain").routeId("plain").process(ErrorsAreFailuresTest::fail);
                from("direct:deep").routeId("deep").to("direct:plain").process(exchange -> steps.add("after"));
                from("direct:bare")
                        .routeId("bare")
                        .errorHandler(noErrorHandler())
                        .choice()
                        .when(body().isNotNull())
                        .process(ErrorsAreFailuresTest::fail)
                        .end();
                from("direct:caught")
                        .routeId("caught")
                        .doTry()
                        .process(ErrorsAreFailuresTest::fail)
                        .doCatch(Throwable.class)
                        .process(exchange -> steps.add("caught"))
                        .doFinally()
                        .process(exchange -> steps.add("finally"))
                        .end();
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private static void fail(Exchange exchange) {
        throw new StackOverflowError("thrown by the test");
    }

    private Exchange sent(String route) {
        return camel.createProducerTemplate()
                .send("direct:" + route, exchange -> exchange.getMessage().setBody("x"));
    }

    private int underWay() {
        return camel.getInflightRepository().size()
                + camel.getInflightRepository().size("plain")
                + camel.getInflightRepository().size("deep")
                + camel.getInflightRepository().size("bare");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "deep", "bare"})
    void anErrorEndsItsExchangeAsAFailure(String route) {
        Exchange exchange = sent(route);

        assertThat(exchange.getException()).hasRootCauseInstanceOf(StackOverflowError.class);
        assertThat(steps).isEmpty();
        assertThat(underWay()).isZero();
    }

    @Test
    void aRouteThatCatchesItGoesOn() {
        Exchange exchange = sent("caught");

        assertThat(exchange.getException()).isNull();
        assertThat(steps).containsExactly("caught", "finally");
        assertThat(underWay()).isZero();
    }
}
