package vn.lienthong.hub.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.commandline.StartFailure;

class RoutesMissingTest {
    private static final Path FOLDER = Path.of("routes");

    @Nested
    class WhenTheFolderOfRoutesIsEmpty {
        @Test
        void hubDoesNotSayThatItIsReady() throws Exception {
            try (var camel = new DefaultCamelContext()) {
                camel.start();

                assertThatThrownBy(() -> new RoutesCheck(camel, FOLDER).routesAreThere())
                        .isInstanceOfSatisfying(RoutesMissing.class, missing -> {
                            assertThat(missing)
                                    .hasMessageContaining(FOLDER.toAbsolutePath() + " gives no route status-changes,");
                            assertThat(StartFailure.exitCodeOf(new IllegalStateException(missing)))
                                    .isEqualTo(3);
                            assertThat(new RoutesMissingAnalyzer()
                                            .analyze(missing)
                                            .getAction())
                                    .contains("--lienthong.routes=");
                        });
            }
        }
    }

    @Nested
    class WhenThereIsNoSuchFolder {
        @Test
        void isToldBeforeTheRoutesAreLookedFor() throws Exception {
            try (var camel = new DefaultCamelContext()) {
                assertThatThrownBy(() -> new RoutesCheck(camel, Path.of("elsewhere")))
                        .isInstanceOf(RoutesMissing.class)
                        .hasMessageContaining(
                                "elsewhere gives no route status-changes, portal-lookup, agency-question");
            }
        }
    }

    @Nested
    class WhenTheyAreThere {
        @Test
        void nothingIsSaid() throws Exception {
            try (var camel = new DefaultCamelContext()) {
                camel.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:a").routeId("status-changes").stop();
                        from("direct:b").routeId("portal-lookup").stop();
                        from("direct:c").routeId("agency-question").stop();
                    }
                });
                camel.start();

                assertThatCode(() -> new RoutesCheck(camel, FOLDER).routesAreThere())
                        .doesNotThrowAnyException();
            }
        }
    }
}
