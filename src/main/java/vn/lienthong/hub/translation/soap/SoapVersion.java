package vn.lienthong.hub.translation.soap;

/** A version of SOAP. */
public enum SoapVersion {
    SOAP_1_1("1.1", "http://schemas.xmlsoap.org/soap/envelope/", "http://schemas.xmlsoap.org/wsdl/soap/"),
    SOAP_1_2("1.2", "http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/wsdl/soap12/");

    /**
     * The status of HTTP that every fault comes with, in either version. SOAP 1.2 has 400 for one of the sender, but clients
     * made by CXF throw away what comes with it unless they are told not to.
     */
    public static final int FAULT_STATUS = 500;

    private final String number;
    private final String namespace;
    private final String binding;

    SoapVersion(String number, String namespace, String binding) {
        this.number = number;
        this.namespace = namespace;
        this.binding = binding;
    }

    /** Such as {@code 1.1}. */
    public String number() {
        return number;
    }

    /** The namespace of its envelopes. */
    public String namespace() {
        return namespace;
    }

    /** The namespace in which a WSDL binds to it. */
    String binding() {
        return binding;
    }

    /** The HTTP {@code Content-Type} of a request; SOAP 1.1 tells its action in {@code SOAPAction} instead. */
    public String contentType(String action) {
        return switch (this) {
            case SOAP_1_1 -> "text/xml; charset=utf-8";
            case SOAP_1_2 ->
                "application/soap+xml; charset=utf-8" + (action.isEmpty() ? "" : "; action=" + quoted(action));
        };
    }

    /** An action as the value of an HTTP header. */
    public static String quoted(String action) {
        return "\"" + action.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Override
    public String toString() {
        return "SOAP " + number;
    }
}
