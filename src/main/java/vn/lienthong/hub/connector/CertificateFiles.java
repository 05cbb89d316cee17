package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;

/** Checks that the files of certificates that a definition names are in its folder, and are what they should be. */
record CertificateFiles(Path folder, YamlFile connector) {
    private static final List<String> PLACES = List.of(
            "/tls/authorities",
            "/tls/certificate",
            "/credentials/certificate",
            "/facade/signature/authorities",
            "/facade/signature/certificate");

    void check() {
        PLACES.stream()
                .filter(place -> connector.at(place).isTextual())
                .filter(place -> !connector.at(place).asText().isBlank())
                .forEach(place -> check(place, connector.at(place).textValue()));
    }

    private void check(String place, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            if (file.startsWith(folder.normalize()) && Files.isRegularFile(file)) {
                read(place, name, file);
                return;
            }
        } catch (InvalidPathException e) {
            // It is told as a name that is no file's.
        }
        connector.faultAt(
                place,
                "là %s; cần một tệp PEM trong thư mục của kết nối",
                "is %s; expected a PEM file in the connector's folder",
                FoundValue.quoted(name));
    }

    private void read(String place, String name, Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509")
                    .generateCertificates(content)
                    .isEmpty()) {
                throw new CertificateException("there is none in it");
            }
            if (Files.readString(file).contains("PRIVATE KEY")) {
                connector.faultAt(
                        place,
                        "là %s, trong đó có khoá riêng; hãy giữ khoá ở nơi khác và nêu nó như một bí mật",
                        "is %s, which holds a private key; keep the key elsewhere and name it as a secret",
                        FoundValue.quoted(name));
            }
        } catch (CertificateException | IOException e) {
            connector.faultAt(
                    place,
                    "là %s, trong đó không có chứng thư X.509 dạng PEM (-----BEGIN CERTIFICATE-----)",
                    "is %s, which holds no X.509 certificate in PEM (-----BEGIN CERTIFICATE-----)",
                    FoundValue.quoted(name));
        }
    }
}
