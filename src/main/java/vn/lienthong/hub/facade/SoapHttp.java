package vn.lienthong.hub.facade;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.openapi.SoapReplies;
import vn.lienthong.hub.translation.soap.SoapMedia;
import vn.lienthong.hub.translation.soap.SoapRefused.Code;
import vn.lienthong.hub.translation.soap.SoapVersion;

/**
 * An envelope's way over HTTP, in the version that its request says.
 *
 * @param parts the type of a message of MTOM, with the boundary of its parts; empty for an envelope alone
 */
record SoapHttp(SoapVersion version, @Nullable String action, String parts, HttpServletResponse response) {
    /** Null for a request that carries no envelope, or a compressed one, which may be a bomb. */
    static @Nullable SoapHttp of(HttpServletRequest request, HttpServletResponse response) {
        SoapMedia media = SoapMedia.of(
                request.getContentType(), request.getHeader("SOAPAction"), request.getHeader("Content-Encoding"));
        return media == null ? null : new SoapHttp(media.version(), media.action(), media.parts(), response);
    }

    void fault(Code code, String words) throws IOException {
        HeldAnswer envelope = answer();
        SoapReplies.fault(version, code, words, envelope);
        envelope.end(
                status(code == Code.RECEIVER ? SoapReplies.Outcome.RECEIVER_FAULT : SoapReplies.Outcome.SENDER_FAULT));
    }

    /** Where an envelope is written to, and then ended with the {@link #status} of what it is. */
    HeldAnswer answer() {
        return new HeldAnswer(response, version.contentType(""));
    }

    int status(SoapReplies.Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> 200;
            // SOAP 1.1 has every fault in a 500.
            case SENDER_FAULT -> version == SoapVersion.SOAP_1_1 ? 500 : 400;
            case RECEIVER_FAULT -> 500;
        };
    }
}
