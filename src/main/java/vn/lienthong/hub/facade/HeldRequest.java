package vn.lienthong.hub.facade;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.UUID;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import vn.lienthong.hub.agency.call.EnvelopeSignature;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.soap.SoapInput;

/**
 * The envelope of a call. Of a short input it is written as a whole before the system is asked, so that a wrong input asks
 * nobody, and its length is told, which some systems need. Of a longer one it is written while it is sent.
 */
final class HeldRequest {
    private static final int SHORT = 64 << 10;

    private final FacadeCall call;
    private final String headers;
    private final Limits limits;
    private final FacadeDrops drops;
    private final String boundary = "part" + UUID.randomUUID().toString().replace("-", "");

    HeldRequest(FacadeCall call, String headers, Limits limits, FacadeDrops drops) {
        this.drops = drops;
        this.call = call;
        this.headers = headers;
        this.limits = limits;
    }

    HttpEntity entity() throws IOException {
        ContentType type = ContentType.parse(call.request().contentType(boundary));
        EnvelopeSignature signature = call.facade().signature();
        if (signature != null) {
            ToBeSigned whole = new ToBeSigned();
            write(call.input(), whole);
            return new ByteArrayEntity(signature.sign(whole.toByteArray()), type);
        }
        byte[] head = call.input().readNBytes(SHORT + 1);
        if (head.length > SHORT) {
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), call.input());
            return new EntityTemplate(-1, type, null, out -> write(whole, out));
        }
        ByteArrayOutputStream envelope = new ByteArrayOutputStream(head.length * 2 + 1_024);
        write(new ByteArrayInputStream(head), envelope);
        return new ByteArrayEntity(envelope.toByteArray(), type);
    }

    private static final class ToBeSigned extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            if (count + length > EnvelopeSignature.LONGEST) {
                throw Untranslatable.tooLarge(
                        "/",
                        "becomes an envelope of more than " + EnvelopeSignature.LONGEST
                                + " bytes, too long to be signed");
            }
            super.write(bytes, offset, length);
        }
    }

    private void write(InputStream content, OutputStream out) throws IOException {
        Strictness strictness = call.facade().strictness();
        SoapInput input = call.parts().isEmpty() ? SoapInput.of(content) : SoapInput.of(content, call.parts(), limits);
        long dropped = call.request().write(headers, input, out, boundary, strictness, limits);
        drops.count(call.facade().connector().id(), dropped);
    }
}
