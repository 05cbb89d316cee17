package vn.lienthong.hub.connector;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How TLS is spoken with one system.
 *
 * @param authorities a PEM file with the certificates that the system's own is trusted by; null for those that Java trusts
 * @param certificate a PEM file with the certificate that the hub shows, and those between it and its authority; null for none
 * @param key the private key of that certificate in PEM; null where there is no certificate
 */
public record Tls(@Nullable Path authorities, @Nullable Path certificate, @Nullable Secret key) {
    public Tls {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException(
                    "a certificate was told without its key, or a key without its certificate");
        }
    }
}
