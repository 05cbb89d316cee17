package vn.lienthong.hub.translation.soap;

import java.io.Serial;
import vn.lienthong.hub.canonical.Bilingual;

/** An envelope that is not answered with a call, and the code of the fault that says why. */
public final class SoapRefused extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Code code;
    private final Bilingual words;

    /** A code that every version of SOAP knows by some name. */
    public enum Code {
        SENDER("Client", "Sender"),
        RECEIVER("Server", "Receiver"),
        VERSION_MISMATCH("VersionMismatch", "VersionMismatch"),
        MUST_UNDERSTAND("MustUnderstand", "MustUnderstand"),
        /** Of WS-Security: in SOAP 1.2 it is told below Sender. */
        FAILED_AUTHENTICATION("FailedAuthentication", "Sender");

        private final String first;
        private final String second;

        Code(String first, String second) {
            this.first = first;
            this.second = second;
        }

        /** The local name in this version, such as {@code Client}. */
        public String in(SoapVersion version) {
            return version == SoapVersion.SOAP_1_1 ? first : second;
        }
    }

    public SoapRefused(Code code, Bilingual words) {
        super(words.en());
        this.code = code;
        this.words = words;
    }

    public Code code() {
        return code;
    }

    /** What the message says, for readers of either language. */
    public Bilingual words() {
        return words;
    }
}
