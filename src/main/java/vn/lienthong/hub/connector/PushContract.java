package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.soap.PublishedWsdl;
import vn.lienthong.hub.translation.soap.SoapContract;
import vn.lienthong.hub.translation.soap.SoapOperation;

/**
 * What a system calls the hub by when it pushes its changes over SOAP: the hub's own contract or one of the system's.
 *
 * @param operation by which it tells changes; it takes an element
 * @param published the contract as the hub serves it
 * @param answer the element that answers, with places; null in the hub's own contract, and where nothing is answered
 */
public record PushContract(SoapOperation operation, PublishedWsdl published, @Nullable String answer) {
    private static final String HUBS_OWN = "changes-push.wsdl";

    /** The hub's own. */
    public static PushContract hubsOwn() {
        return Own.CONTRACT;
    }

    /**
     * That of a definition without faults.
     *
     * @throws vn.lienthong.hub.translation.schema.SchemaRefused if the file has become another
     */
    public static PushContract of(Intake.SoapPush push) {
        Path file = push.contract();
        if (file == null) {
            return Own.CONTRACT;
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a contract is in a folder");
        return read(
                SchemaCatalogue.directory(folder),
                String.valueOf(file.getFileName()),
                String.valueOf(push.operation()),
                push.answer());
    }

    private static PushContract read(SchemaCatalogue catalogue, String file, String name, @Nullable String answer) {
        SoapOperation operation = SoapContract.read(catalogue, file).port(null, null).operations().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the contract " + file + " has no operation " + name));
        return new PushContract(operation, PublishedWsdl.of(catalogue, file), answer);
    }

    public boolean isHubsOwn() {
        return this == Own.CONTRACT;
    }

    /** The element that the operation takes. */
    public ElementTranslation element() {
        return Objects.requireNonNull(operation.input(), "an operation that tells changes takes an element");
    }

    /** Read when it is first asked for. */
    private static final class Own {
        static final PushContract CONTRACT =
                read(SchemaCatalogue.of(Map.of(HUBS_OWN, content())), HUBS_OWN, "PushChanges", null);

        private static byte[] content() {
            try (InputStream file = PushContract.class.getResourceAsStream("/contracts/" + HUBS_OWN)) {
                return Objects.requireNonNull(file, "the hub's contracts are in its jar")
                        .readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException("the hub's contract cannot be read", e);
            }
        }
    }
}
