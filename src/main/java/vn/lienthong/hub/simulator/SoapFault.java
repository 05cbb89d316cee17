package vn.lienthong.hub.simulator;

import org.jspecify.annotations.Nullable;

/** A request that ends in a SOAP fault. */
final class SoapFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is, in either version's words. */
    enum Blame {
        SENDER,
        RECEIVER,
        MUST_UNDERSTAND,
        VERSION_MISMATCH
    }

    private final Blame blame;
    private final @Nullable String securityCode;
    private final @Nullable String dossierCode;

    private SoapFault(Blame blame, @Nullable String securityCode, @Nullable String dossierCode, String message) {
        super(message);
        this.blame = blame;
        this.securityCode = securityCode;
        this.dossierCode = dossierCode;
    }

    static SoapFault of(Blame blame, String message) {
        return new SoapFault(blame, null, null, message);
    }

    /** @param code WS-Security's own, such as FailedAuthentication */
    static SoapFault security(String code, String message) {
        return new SoapFault(Blame.SENDER, code, null, message);
    }

    /** A fault the contract declares. */
    static SoapFault dossier(String code, String message) {
        return new SoapFault(Blame.SENDER, null, code, message);
    }

    Blame blame() {
        return blame;
    }

    @Nullable
    String securityCode() {
        return securityCode;
    }

    @Nullable
    String dossierCode() {
        return dossierCode;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
