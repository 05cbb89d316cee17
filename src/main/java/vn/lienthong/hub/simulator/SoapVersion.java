package vn.lienthong.hub.simulator;

import java.util.Arrays;
import java.util.Optional;

/** What differs between the two versions of SOAP. */
enum SoapVersion {
    SOAP_1_1("http://schemas.xmlsoap.org/soap/envelope/", "text/xml", "Client", "Server"),
    SOAP_1_2("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml", "Sender", "Receiver");

    private final String namespace;
    private final String contentType;
    private final String sender;
    private final String receiver;

    SoapVersion(String namespace, String contentType, String sender, String receiver) {
        this.namespace = namespace;
        this.contentType = contentType;
        this.sender = sender;
        this.receiver = receiver;
    }

    static Optional<SoapVersion> ofNamespace(String namespace) {
        return Arrays.stream(values())
                .filter(version -> version.namespace.equals(namespace))
                .findFirst();
    }

    String namespace() {
        return namespace;
    }

    String contentType() {
        return contentType;
    }

    /** This version's name for whoever is at fault. */
    String nameOf(SoapFault.Blame blame) {
        return switch (blame) {
            case SENDER -> sender;
            case RECEIVER -> receiver;
            case MUST_UNDERSTAND -> "MustUnderstand";
            case VERSION_MISMATCH -> "VersionMismatch";
        };
    }
}
