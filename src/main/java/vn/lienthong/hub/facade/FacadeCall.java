package vn.lienthong.hub.facade;

import java.io.InputStream;
import vn.lienthong.hub.translation.soap.SoapRequest;

/**
 * One call of one operation through a facade, the body of {@code direct:<connector>-facade}.
 *
 * @param input read once
 * @param parts the type of an input of several parts; empty for one that is JSON alone
 * @param id what the request is called in WS-Addressing, which its answer relates to
 * @param headers the declared elements of the envelope's header, as XML
 * @param answer where the output goes
 */
record FacadeCall(
        RestFacade facade,
        ServedOperation served,
        InputStream input,
        String parts,
        String id,
        String headers,
        HeldAnswer answer) {
    SoapRequest request() {
        return new SoapRequest(facade.port().version(), served.operation(), facade.sendsMtom(served.operation()));
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
