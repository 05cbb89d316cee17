package vn.lienthong.hub.connector;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the hub shows a system who it is. Secrets are named here and read when needed; none is printed. */
public sealed interface Credentials {
    /** The secrets it takes. */
    default List<Secret> secrets() {
        return List.of();
    }

    /** No credentials. */
    record None() implements Credentials {}

    /** HTTP Basic. */
    record Basic(String user, Secret password) implements Credentials {
        @Override
        public List<Secret> secrets() {
            return List.of(password);
        }
    }

    /**
     * A key in a header, or in the query.
     *
     * @param query the name of the query's parameter; null for the header
     */
    record ApiKey(String header, @Nullable String query, Secret key) implements Credentials {
        @Override
        public List<Secret> secrets() {
            return List.of(key);
        }
    }

    /** A fixed bearer token. */
    record Bearer(Secret token) implements Credentials {
        @Override
        public List<Secret> secrets() {
            return List.of(token);
        }
    }

    /**
     * OAuth 2 client credentials; the token is kept until shortly before it ends.
     *
     * @param tokenAddress where tokens are given, if not at the connector's address
     */
    record OAuth2(@Nullable URI tokenAddress, String tokenPath, String clientId, Secret clientSecret, String scope)
            implements Credentials {
        @Override
        public List<Secret> secrets() {
            return List.of(clientSecret);
        }
    }

    /**
     * A login whose session value goes into later requests as {@code {{session}}}.
     *
     * @param login the login request, in which {@code {{user}}} and {@code {{password}}} stand for theirs
     * @param session a JSON Pointer to the session value in the answer
     * @param keptFor how long the session is used before logging in again
     */
    record SessionLogin(
            ConnectorDefinition.HttpCall login, String session, String user, Secret password, Duration keptFor)
            implements Credentials {
        @Override
        public List<Secret> secrets() {
            return List.of(password);
        }
    }

    /** WS-Security UsernameToken, as digest or as text. */
    record UsernameToken(String user, Secret password, boolean digest) implements Credentials {
        @Override
        public List<Secret> secrets() {
            return List.of(password);
        }
    }

    /**
     * WS-Security with an X.509 certificate: body and timestamp of each SOAP request are signed.
     *
     * @param certificate a PEM file with the certificate, and those between it and its authority
     * @param key its private key in PEM
     */
    record X509Signature(Path certificate, Secret key) implements Credentials {
        @Override
        public List<Secret> secrets() {
            return List.of(key);
        }
    }
}
