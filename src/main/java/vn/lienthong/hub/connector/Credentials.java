package vn.lienthong.hub.connector;

import java.time.Duration;
import java.util.List;

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

    /** A key in a header. */
    record ApiKey(String header, Secret key) implements Credentials {
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

    /** OAuth 2 client credentials; the token is kept until shortly before it ends. */
    record OAuth2(String tokenPath, String clientId, Secret clientSecret, String scope) implements Credentials {
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
}
