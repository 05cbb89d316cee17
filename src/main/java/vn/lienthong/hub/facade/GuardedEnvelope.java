package vn.lienthong.hub.facade;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.translation.soap.SoapRefused;
import vn.lienthong.hub.translation.soap.SoapRefused.Code;

/** An envelope whose signature is checked while it is read; it ends only if it is signed as it has to be. */
final class GuardedEnvelope extends StreamReaderDelegate {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedEnvelope.class);

    private final SignedParts parts;
    private boolean isBegun;

    GuardedEnvelope(XMLStreamReader checked, SignedParts parts) {
        super(checked);
        this.parts = parts;
    }

    /** Not asked of the one who checks, who would begin to read by that, and fail in a way of its own. */
    @Override
    public int getEventType() {
        return isBegun ? super.getEventType() : XMLStreamConstants.START_DOCUMENT;
    }

    @Override
    public int next() throws XMLStreamException {
        isBegun = true;
        try {
            int event = super.next();
            if (event == XMLStreamConstants.END_DOCUMENT && !parts.areWhole()) {
                throw refused(
                        "không được ký như mặt tiền này đòi; cần một chữ ký trên Body và Timestamp, bằng chứng thư được nhận",
                        "is not signed as this facade asks for; expected a signature over Body and Timestamp, by a"
                                + " certificate that is taken");
            }
            return event;
        } catch (XMLStreamException e) {
            throw told(e);
        }
    }

    /** A failure of the check as what its sender can mend, any other as it is. */
    private static XMLStreamException told(XMLStreamException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SoapRefused refused) {
                throw refused;
            }
            if (cause instanceof XMLSecurityException wrong) {
                throw refused(wrong);
            }
        }
        return failure;
    }

    private static String code(XMLSecurityException wrong) {
        return wrong instanceof WSSecurityException security
                ? security.getErrorCode().name()
                : wrong.getClass().getSimpleName();
    }

    private static SoapRefused refused(XMLSecurityException wrong) {
        // What WSS4J says may quote the envelope.
        LOG.info("a signed envelope was refused: {}", code(wrong));
        if (wrong instanceof WSSecurityException security) {
            if (security.getErrorCode() == WSSecurityException.ErrorCode.MESSAGE_EXPIRED) {
                return refused(
                        "có Timestamp đã hết hạn hoặc ở tương lai, hoặc đã được gửi trước đó; kiểm tra đồng hồ",
                        "has a Timestamp that has expired or is in the future, or was sent before; check the clock");
            }
            if (security.getErrorCode() == WSSecurityException.ErrorCode.UNSUPPORTED_ALGORITHM) {
                return refused(
                        "được ký bằng thuật toán không được nhận; cần SHA-256 trở lên",
                        "is signed by an algorithm that is not taken; expected SHA-256 or longer");
            }
        }
        return refused(
                "có chữ ký không đúng, hoặc không phải bằng chứng thư của cơ quan cấp được tin",
                "has a signature that does not hold, or that is not by a certificate of an authority that is trusted");
    }

    private static SoapRefused refused(String vi, String en) {
        return new SoapRefused(Code.FAILED_AUTHENTICATION, new Bilingual("Phong bì " + vi, "The envelope " + en));
    }
}
