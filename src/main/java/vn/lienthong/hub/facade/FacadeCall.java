package vn.lienthong.hub.facade;

import java.io.InputStream;
import vn.lienthong.hub.translation.soap.SoapRequest;

/**
 * One call of one operation through a facade, the body of {@code direct:<connector>-facade}.
 *
 * @param json the input, read once
 * @param answer where the output goes
 */
record FacadeCall(RestFacade facade, ServedOperation served, InputStream json, HeldAnswer answer) {
    SoapRequest request() {
        return new SoapRequest(facade.port().version(), served.operation());
    }

    /** Such as {@code tax-office/GetTaxes}. */
    String subject() {
        return facade.connector().id() + "/" + served.operation().name();
    }

    /** Prints no content, which may be personal data. */
    @Override
    public String toString() {
        return "FacadeCall[" + subject() + "]";
    }
}
