package vn.lienthong.hub.facade;

import vn.lienthong.hub.translation.openapi.SoapCalls;
import vn.lienthong.hub.translation.soap.SoapVersion;

/**
 * One call of one operation through a facade over SOAP, the body of {@code direct:<connector>-facade}.
 *
 * @param answer where the envelope goes
 */
record SoapFacadeCall(SoapFacade facade, SoapVersion version, SoapCalls.Call call, HeldAnswer answer) {
    /** Such as {@code tax-office/getTaxes}. */
    String subject() {
        return facade.connector().id() + "/" + call.operation().name();
    }

    /** Prints no content, which may be personal data. */
    @Override
    public String toString() {
        return "SoapFacadeCall[" + subject() + "]";
    }
}
