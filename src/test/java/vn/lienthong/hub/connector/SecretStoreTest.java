package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

class SecretStoreTest {
    private static final String NAME = "tax-office.password";

    private final String key = SecretStore.newKey();
    private Path file;
    private SecretStore store;

    @BeforeEach
    void make(@TempDir Path folder) {
        file = folder.resolve("secrets.properties");
        store = new SecretStore(file, key);
    }

    @Nested
    class WhenASecretIsKept {
        @Test
        void isReadWhereAConnectorNamesIt() {
            store.put(NAME, "hunter2\nand a line");

            MockEnvironment environment = new MockEnvironment()
                    .withProperty("lienthong.secrets.file", file.toString())
                    .withProperty("lienthong.secrets.key", key);
            assertThat(new Secrets(environment).read(new Secret.FromStore(NAME)))
                    .isEqualTo("hunter2\nand a line");
            assertThat(store.names()).containsExactly(NAME);
        }

        @Test
        void isNotInTheFile() throws IOException {
            store.put(NAME, "hunter2-hunter2");
            String first = Files.readString(file);
            store.put(NAME, "hunter2-hunter2");

            assertThat(first).contains(NAME).doesNotContain("hunter2");
            assertThat(Files.readString(file)).as("no nonce is used twice").isNotEqualTo(first);
        }
    }

    @Nested
    class WhenItCannotBeRead {
        @Test
        void tellsAnotherKey() {
            store.put(NAME, "hunter2");

            assertThatThrownBy(() -> new SecretStore(file, SecretStore.newKey()).read(NAME))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "the stored secret tax-office.password does not open with the key in lienthong.secrets.key,"
                                    + " or was changed");
        }

        @Test
        void tellsAValueThatWasMovedToAnotherName() throws IOException {
            store.put(NAME, "hunter2");
            Files.writeString(file, Files.readString(file).replace(NAME, "other-office.password"));

            assertThatThrownBy(() -> store.read("other-office.password")).hasMessageContaining("or was changed");
        }

        @Test
        void tellsAMissingOrBrokenKeyWithoutShowingIt() {
            store.put(NAME, "hunter2");

            assertThatThrownBy(() -> new SecretStore(file, null).read(NAME))
                    .hasMessageStartingWith("LIENTHONG_SECRETS_KEY is not set");
            assertThatThrownBy(() -> new SecretStore(file, "c2hvcnQ=").read(NAME))
                    .hasMessageStartingWith("LIENTHONG_SECRETS_KEY is not 32 bytes")
                    .hasMessageNotContaining("c2hvcnQ");
        }

        @Test
        void tellsANameThatIsNotThereOrIsNone() {
            assertThatThrownBy(() -> store.read(NAME)).hasMessageContaining("put it there with the command secret put");
            assertThatThrownBy(() -> store.put("Password", "x")).hasMessageContaining("such as tax-office.password");
        }
    }
}
