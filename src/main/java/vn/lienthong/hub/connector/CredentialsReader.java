package vn.lienthong.hub.connector;

import java.net.URI;
import java.nio.file.Path;

/** Makes credentials, and what belongs to TLS, of the parts of a definition that have no faults. */
final class CredentialsReader {
    private CredentialsReader() {}

    /** @param folder where its certificates are */
    static Credentials credentials(Members credentials, Path folder) {
        return switch (credentials.kind()) {
            case "none" -> new Credentials.None();
            case "basic" -> new Credentials.Basic(credentials.text("user"), secret(credentials.in("password")));
            case "api-key" ->
                new Credentials.ApiKey(
                        credentials.text("header", "X-API-Key"),
                        credentials.textOrNull("query"),
                        secret(credentials.in("key")));
            case "bearer" -> new Credentials.Bearer(secret(credentials.in("token")));
            case "oauth2" -> oauth2(credentials);
            case "session-login" ->
                new Credentials.SessionLogin(
                        DefinitionReader.httpCall(credentials.in("login")),
                        credentials.text("session"),
                        credentials.text("user"),
                        secret(credentials.in("password")),
                        credentials.duration("kept-for", "PT30M"));
            case "username-token" -> token(credentials);
            case "x509-signature" ->
                new Credentials.X509Signature(
                        folder.resolve(credentials.text("certificate")), secret(credentials.in("key")));
            default -> throw DefinitionReader.unknown(credentials.kind());
        };
    }

    static Credentials.UsernameToken token(Members credentials) {
        return new Credentials.UsernameToken(
                credentials.text("user"), secret(credentials.in("password")), credentials.truth("digest", true));
    }

    private static Credentials oauth2(Members credentials) {
        String address = credentials.textOrNull("token-address");
        return new Credentials.OAuth2(
                address == null ? null : URI.create(address),
                credentials.text("token-path"),
                credentials.text("client-id"),
                secret(credentials.in("client-secret")),
                credentials.text("scope", ""));
    }

    static Secret secret(Members secret) {
        String variable = secret.textOrNull("env");
        if (variable != null) {
            return new Secret.FromEnvironment(variable);
        }
        String stored = secret.textOrNull("stored");
        return stored != null ? new Secret.FromStore(stored) : new Secret.FromFile(Path.of(secret.text("file")));
    }

    static Tls tls(Members tls, Path folder) {
        String authorities = tls.textOrNull("authorities");
        String certificate = tls.textOrNull("certificate");
        return new Tls(
                authorities == null ? null : folder.resolve(authorities),
                certificate == null ? null : folder.resolve(certificate),
                tls.ifThere("key", CredentialsReader::secret));
    }
}
