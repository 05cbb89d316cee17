package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

@ExtendWith(OutputCaptureExtension.class)
class StrictConnectorsTest {
    private static final String FAULTY = "src/test/resources/faulty-connectors";
    private static final String FAULT =
            FAULTY + "/tax-office/connector.yaml:3:9 /lookup/kind is \"ftp\"; expected one of rest, soap";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path home;

    private static ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(ConnectorConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties("lienthong.home=" + home)
                .initializers((ApplicationContextInitializer<GenericApplicationContext>) context -> {
                    context.registerBean(Clock.class, Clock::systemUTC);
                    context.registerBean(Database.class, () -> Databases.sqlite(home.resolve(UUID.randomUUID() + "")));
                })
                .run(settings);
    }

    @Nested
    class WhenAFolderHasFaults {
        @Test
        void startsWithTheOthersAndLogsEveryFault(CapturedOutput output) {
            try (var hub = start("--lienthong.connectors=" + FAULTY)) {
                assertThat(hub.getBean(Connectors.class).find(SystemId.of("good-office")))
                        .isPresent();
            }

            assertThat(output).contains(FAULT).doesNotContain("correct-horse", "hunter2");
        }
    }

    @Nested
    class WhenTheHubIsStrictAboutThem {
        private final Throwable failure =
                catchThrowable(() -> start("--lienthong.connectors=" + FAULTY, "--lienthong.connectors-strict=true")
                        .close());
        private final Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);

        @Test
        void refusesToStartWithAnExitCodeOfItsOwn() {
            assertThat(cause).isInstanceOfSatisfying(ExitCodeGenerator.class, code -> assertThat(code.getExitCode())
                    .isEqualTo(3));
        }

        @Test
        void tellsEveryFaultAndTheWayOut() {
            FailureAnalysis analysis = new ConnectorsRefusedAnalyzer().analyze(failure);

            assertThat(analysis.getDescription())
                    .contains(FAULT, "/trade-office/mapping.yaml:17:28 /tables/statuses/17 is 11");
            assertThat(analysis.getAction()).contains("lienthong.connectors-strict=false");
        }
    }

    @Nested
    class WhenASecretIsRead {
        @Test
        void tellsAtStartWhichAreNotSet(CapturedOutput output) {
            start("--LAND_OFFICE_SECRET=known").close();

            assertThat(output)
                    .contains("Connector civil-registry cannot sign in to its system yet: "
                            + "environment variable CIVIL_REGISTRY_PASSWORD is not set; it holds a secret")
                    .doesNotContain("land-office", "known");
        }

        @Test
        void takesItFromTheEnvironmentOrTheSettings() {
            try (var hub = start("--TAX_OFFICE_PASSWORD=from-settings")) {
                assertThat(hub.getBean(Secrets.class).read(new Secret.FromEnvironment("TAX_OFFICE_PASSWORD")))
                        .isEqualTo("from-settings");
            }
        }

        @Test
        void namesTheVariableThatIsNotSet() {
            try (var hub = start()) {
                Secrets secrets = hub.getBean(Secrets.class);

                assertThatThrownBy(() -> secrets.read(new Secret.FromEnvironment("NOT_SET_ANYWHERE")))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("NOT_SET_ANYWHERE");
            }
        }
    }
}
