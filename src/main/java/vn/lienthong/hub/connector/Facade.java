package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a system's own operations are served by the hub, in the other of SOAP and REST. */
public sealed interface Facade {
    /**
     * A SOAP service served as a REST API.
     *
     * @param contract the WSDL, a file
     * @param documents the files that stand for absolute addresses which the contract imports, by address
     * @param service the contract's service, by its local name; null where it has one
     * @param port the service's port; null for its first of SOAP over HTTP
     * @param path appended to the connector's address; null for the path that the contract's port names
     * @param strictness what becomes of what the contract does not declare
     * @param deadline how long to wait for the system's answer, and then for each next part of it
     * @param atOnce how many calls are at the system at the same time at most
     * @param addressing whether requests carry the headers of WS-Addressing
     * @param mtom whether octets travel beside the envelopes of requests
     * @param header XML elements of each request's SOAP header, with places for user and password; null for none
     * @param only the operations that are served; empty for all
     * @param operations those that are served otherwise than by POST at their own name
     */
    record Rest(
            Path contract,
            Map<String, Path> documents,
            @Nullable String service,
            @Nullable String port,
            @Nullable String path,
            Strictness strictness,
            Duration deadline,
            int atOnce,
            boolean addressing,
            Mtom mtom,
            @Nullable String header,
            List<String> only,
            List<Operation> operations)
            implements Facade {
        public Rest {
            documents = Map.copyOf(documents);
            only = List.copyOf(only);
            operations = List.copyOf(operations);
        }
    }

    /**
     * A REST service served over SOAP.
     *
     * @param contract the OpenAPI document, a file
     * @param namespace of the service that is made of it; null for one made of the connector's id
     * @param path appended to the connector's address; null for the path of the contract's first server
     * @param strictness what becomes of what bodies hold and the contract does not declare
     * @param deadline how long to wait for the system's answer, and then for each next part of it
     * @param usernameToken what each request has to carry; null where none is asked for
     * @param signature how each request has to be signed; null where none is asked for
     */
    record Soap(
            Path contract,
            @Nullable String namespace,
            @Nullable String path,
            Strictness strictness,
            Duration deadline,
            Credentials.@Nullable UsernameToken usernameToken,
            @Nullable Signature signature)
            implements Facade {}

    /**
     * WS-Security with X.509 certificates: who calls signs body and timestamp of each envelope.
     *
     * @param authorities a PEM file with the certificates of those who have issued the callers' ones
     * @param subjects the names of those whose certificates are taken, such as {@code CN=portal,C=VN}; empty for all of the
     *     authorities'
     * @param certificate a PEM file with the certificate that answers are signed with, and those between it and its
     *     authority; null where they are not
     * @param key the private key of that certificate in PEM; null where there is none
     */
    record Signature(Path authorities, List<String> subjects, @Nullable Path certificate, @Nullable Secret key) {
        public Signature {
            subjects = List.copyOf(subjects);
            if ((certificate == null) != (key == null)) {
                throw new IllegalArgumentException(
                        "a certificate was told without its key, or a key without its certificate");
            }
        }
    }

    /** When octets travel beside the envelopes of requests (MTOM), instead of in them as Base64. */
    enum Mtom {
        /** Where a policy of the contract says so. */
        CONTRACT,
        ALWAYS,
        NEVER
    }

    /** What becomes of what a contract does not declare. */
    enum Strictness {
        /** It is refused. */
        STRICT,
        /** It is dropped and counted. */
        LENIENT
    }

    /**
     * Where one operation is served.
     *
     * @param name its name in the contract
     * @param path below the facade, with members of the input in braces; null for its name
     */
    record Operation(String name, Method method, @Nullable String path) {}

    /** The HTTP method that an operation is served by. */
    enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE;

        /** Whether the input is in the path and the query, because there is no body. */
        public boolean takesParameters() {
            return this == GET || this == DELETE;
        }
    }
}
