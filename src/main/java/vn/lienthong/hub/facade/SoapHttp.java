package vn.lienthong.hub.facade;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.call.EnvelopeSignature;
import vn.lienthong.hub.translation.openapi.SoapReplies;
import vn.lienthong.hub.translation.soap.SoapMedia;
import vn.lienthong.hub.translation.soap.SoapRefused.Code;
import vn.lienthong.hub.translation.soap.SoapVersion;

/**
 * An envelope's way over HTTP, in the version that its request says.
 *
 * @param parts the type of a message of MTOM, with the boundary of its parts; empty for an envelope alone
 * @param signer signs what is answered; null where it is not signed
 */
record SoapHttp(
        SoapVersion version,
        @Nullable String action,
        String parts,
        HttpServletResponse response,
        @Nullable EnvelopeSignature signer) {
    /** Null for a request that carries no envelope, or a compressed one, which may be a bomb. */
    static @Nullable SoapHttp of(
            HttpServletRequest request, HttpServletResponse response, @Nullable EnvelopeSignature signer) {
        SoapMedia media = SoapMedia.of(
                request.getContentType(), request.getHeader("SOAPAction"), request.getHeader("Content-Encoding"));
        return media == null ? null : new SoapHttp(media.version(), media.action(), media.parts(), response, signer);
    }

    void fault(Code code, String words) throws IOException {
        HeldAnswer envelope = answer();
        SoapReplies.fault(version, code, words, envelope);
        envelope.end(SoapVersion.FAULT_STATUS);
    }

    /** Where an envelope is written to, and then ended with the status of what it is. */
    HeldAnswer answer() {
        return new HeldAnswer(response, version.contentType(""), signer);
    }
}
