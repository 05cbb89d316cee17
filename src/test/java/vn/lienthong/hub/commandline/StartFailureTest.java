package vn.lienthong.hub.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.web.server.PortInUseException;

class StartFailureTest {
    private static final class DataFolderInUse extends RuntimeException implements ExitCodeGenerator {
        @Override
        public int getExitCode() {
            return 5;
        }
    }

    @Nested
    class WhenTheCauseHasAnExitCode {
        @Test
        void itIsTheHubs() {
            assertThat(StartFailure.exitCodeOf(new BeanCreationException("database", new DataFolderInUse())))
                    .isEqualTo(5);
        }
    }

    @Nested
    class WhenTheWebPortIsTaken {
        @Test
        void itCountsAsATakenPort() {
            assertThat(StartFailure.exitCodeOf(new IllegalStateException(new PortInUseException(8080))))
                    .isEqualTo(4);
        }
    }

    @Nested
    class WhenASettingCannotBeRead {
        @Test
        void itCountsAsAFaultySetting() {
            var settings = new Binder(new MapConfigurationPropertySource(Map.of("server.port", "eighty")));

            Throwable failure = catchThrowable(() -> settings.bind("server.port", Integer.class));

            assertThat(StartFailure.exitCodeOf(new BeanCreationException("server", failure)))
                    .isEqualTo(3);
        }
    }

    @Nested
    class WhenNobodyForesawIt {
        @Test
        void itIsUnexpected() {
            assertThat(StartFailure.exitCodeOf(new IllegalStateException())).isEqualTo(1);
        }
    }
}
