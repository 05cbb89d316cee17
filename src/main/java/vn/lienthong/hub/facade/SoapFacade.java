package vn.lienthong.hub.facade;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.call.EnvelopeSignature;
import vn.lienthong.hub.agency.call.SystemTls;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Facade;
import vn.lienthong.hub.translation.openapi.RestContract;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.Strictness;

/**
 * A connector's REST service as it is served over SOAP.
 *
 * @param signatures what callers' signatures are checked by; null where none is asked for
 * @param signer signs answers and faults; null where they are not signed
 */
record SoapFacade(
        ConnectorDefinition connector,
        Facade.Soap declared,
        RestContract contract,
        @Nullable CallersSignatures signatures,
        @Nullable EnvelopeSignature signer) {
    /**
     * Reads the contract and compiles what is derived from it.
     *
     * @throws IllegalArgumentException with everything in the contract that cannot be served
     * @throws IllegalStateException if a certificate or a key cannot be read
     */
    static SoapFacade of(ConnectorDefinition connector, Facade.Soap declared, SystemTls tls) {
        String namespace =
                declared.namespace() == null ? "urn:lienthong:facade:" + connector.id() : declared.namespace();
        var folder = Objects.requireNonNull(declared.contract().getParent(), "a contract is in a folder");
        String file = String.valueOf(declared.contract().getFileName());
        Facade.Signature asked = declared.signature();
        return new SoapFacade(
                connector,
                declared,
                RestContract.read(SchemaCatalogue.directory(folder), file, namespace),
                asked == null ? null : new CallersSignatures(asked),
                asked == null || asked.certificate() == null || asked.key() == null
                        ? null
                        : tls.envelopeSignature(asked.certificate(), asked.key()));
    }

    Strictness strictness() {
        return switch (declared.strictness()) {
            case STRICT -> Strictness.STRICT;
            case LENIENT -> Strictness.LENIENT;
        };
    }

    /** Where the system is asked, without the end of a slash. */
    String address() {
        String base =
                String.valueOf(Objects.requireNonNull(connector.address(), "a system that is called has an address"));
        String path = declared.path() == null ? pathOf(contract.server()) : declared.path();
        return withoutSlash(base) + withoutSlash(path);
    }

    private static String pathOf(@Nullable String server) {
        try {
            String path = server == null ? null : URI.create(server).getRawPath();
            return path == null ? "" : path;
        } catch (IllegalArgumentException e) {
            // An address with places in braces, which only its readers fill.
            return "";
        }
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
