package vn.lienthong.hub.facade;

import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.call.EnvelopeSignature;
import vn.lienthong.hub.agency.call.SystemTls;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Facade;
import vn.lienthong.hub.translation.Template;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.soap.SoapContract;
import vn.lienthong.hub.translation.soap.SoapOperation;
import vn.lienthong.hub.translation.soap.SoapPort;

/** A connector's SOAP service, compiled to be served as a REST API. */
final class RestFacade {
    private final ConnectorDefinition connector;
    private final Facade.Rest declared;
    private final SoapPort port;
    private final List<ServedOperation> operations;
    private final byte[] openApi;
    private final Semaphore places;
    private final @Nullable Template header;
    private final Map<String, byte[]> documents;
    private final URI address;
    private final @Nullable EnvelopeSignature signature;

    private RestFacade(
            ConnectorDefinition connector,
            Facade.Rest declared,
            SoapPort port,
            Map<String, byte[]> documents,
            @Nullable EnvelopeSignature signature) {
        this.signature = signature;
        this.documents = Map.copyOf(documents);
        this.connector = connector;
        this.declared = declared;
        this.port = port;
        this.operations = served(declared, port);
        this.header = declared.header() == null ? null : Template.of(declared.header(), Template.Grammar.XML);
        this.places = new Semaphore(declared.atOnce());
        this.address = addressOf(connector, declared, port);
        this.openApi = new FacadeOpenApi(connector, port, operations).bytes();
    }

    /**
     * Reads the contract and compiles its schemas.
     *
     * @throws IllegalArgumentException with everything in the contract that cannot be translated
     * @throws IllegalStateException if a certificate or a key cannot be read
     */
    static RestFacade of(ConnectorDefinition connector, Facade.Rest declared, SystemTls tls) {
        Map<String, byte[]> read = new HashMap<>();
        SoapContract contract = SoapContract.read(kept(catalogue(declared), declared, read), main(declared));
        SoapPort port = contract.port(declared.service(), declared.port(), declared.only());
        EnvelopeSignature signature = connector.credentials() instanceof Credentials.X509Signature signed
                ? tls.envelopeSignature(connector.id(), signed)
                : null;
        return new RestFacade(connector, declared, port, read, signature);
    }

    private static String main(Facade.Rest declared) {
        return String.valueOf(declared.contract().getFileName());
    }

    /** Keeps what is read under the name of its file, so that it is served as it was when it was compiled. */
    private static SchemaCatalogue kept(SchemaCatalogue catalogue, Facade.Rest declared, Map<String, byte[]> read) {
        return location -> {
            byte[] content = catalogue.document(location);
            var file = declared.documents().get(location);
            if (content != null) {
                read.put(file == null ? location : String.valueOf(file.getFileName()), content);
            }
            return content;
        };
    }

    /** A document of the contract by its place beside the WSDL, which the empty name is; null where there is none. */
    byte @Nullable [] document(String name) {
        byte[] content = documents.get(name.isEmpty() ? main(declared) : name);
        return content == null ? null : content.clone();
    }

    private static SchemaCatalogue catalogue(Facade.Rest declared) {
        SchemaCatalogue given = location -> {
            var file = declared.documents().get(location);
            return file == null ? null : Files.readAllBytes(file);
        };
        return given.or(SchemaCatalogue.directory(
                Objects.requireNonNull(declared.contract().getParent(), "a contract is in a folder")));
    }

    private static List<ServedOperation> served(Facade.Rest declared, SoapPort port) {
        Map<String, Facade.Operation> otherwise = new HashMap<>();
        declared.operations().forEach(operation -> otherwise.put(operation.name(), operation));
        List<ServedOperation> served = new ArrayList<>();
        port.operations().forEach(one -> served.add(ServedOperation.of(one, otherwise.get(one.name()))));
        return List.copyOf(served);
    }

    ConnectorDefinition connector() {
        return connector;
    }

    SoapPort port() {
        return port;
    }

    /** What each request's SOAP header holds besides; null for nothing. */
    @Nullable
    Template header() {
        return header;
    }

    boolean addressing() {
        return declared.addressing();
    }

    /** Whether octets travel beside the requests of an operation. */
    boolean sendsMtom(SoapOperation operation) {
        // A signature is over the octets in their place, and what stands beside an envelope would come without.
        if (signature != null) {
            return false;
        }
        return switch (declared.mtom()) {
            case CONTRACT -> operation.mtom();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    /** What requests are signed with; null where they are not. */
    @Nullable
    EnvelopeSignature signature() {
        return signature;
    }

    Strictness strictness() {
        return switch (declared.strictness()) {
            case STRICT -> Strictness.STRICT;
            case LENIENT -> Strictness.LENIENT;
        };
    }

    /** Takes one of the places for calls, which is to be given back; false where all are taken. */
    boolean enter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** Where the system is asked. */
    URI address() {
        return address;
    }

    private static URI addressOf(ConnectorDefinition connector, Facade.Rest declared, SoapPort port) {
        String base =
                String.valueOf(Objects.requireNonNull(connector.address(), "a system that is called has an address"));
        String path = declared.path() == null ? pathOf(port.address()) : declared.path();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private static String pathOf(String address) {
        try {
            URI uri = URI.create(address);
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The OpenAPI document, as JSON in UTF-8. */
    byte[] openApi() {
        return openApi.clone();
    }

    /** The operations at a path, one for each method. */
    List<ServedOperation> at(List<String> path) {
        List<ServedOperation> literal = operations.stream()
                .filter(one -> one.path().equals(path) && one.matches(path))
                .toList();
        return literal.isEmpty()
                ? operations.stream().filter(one -> one.matches(path)).toList()
                : literal;
    }

    static Optional<ServedOperation> by(String method, List<ServedOperation> found) {
        return found.stream().filter(one -> one.method().name().equals(method)).findFirst();
    }
}
