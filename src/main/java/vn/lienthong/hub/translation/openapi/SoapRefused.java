package vn.lienthong.hub.translation.openapi;

import java.io.Serial;

/** An envelope that is not answered with a call, and the code of the fault that says why. */
public final class SoapRefused extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Code code;

    /** A code that every version of SOAP knows by some name. */
    public enum Code {
        SENDER("Client", "Sender"),
        RECEIVER("Server", "Receiver"),
        VERSION_MISMATCH("VersionMismatch", "VersionMismatch"),
        MUST_UNDERSTAND("MustUnderstand", "MustUnderstand"),
        /** Of WS-Security: in SOAP 1.2 it is told below Sender. */
        FAILED_AUTHENTICATION("FailedAuthentication", "Sender");

        final String first;
        final String second;

        Code(String first, String second) {
            this.first = first;
            this.second = second;
        }
    }

    public SoapRefused(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
