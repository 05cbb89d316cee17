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
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.Strictness;

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

    private boolean hasParts() {
        return !call.served().operation().inputAttachments().isEmpty();
    }

    HttpEntity entity() throws IOException {
        ContentType type = ContentType.parse(
                hasParts()
                        ? call.request().partsType(boundary)
                        : call.facade()
                                .port()
                                .version()
                                .contentType(call.served().operation().action()));
        byte[] head = call.json().readNBytes(SHORT + 1);
        if (head.length > SHORT) {
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), call.json());
            return new EntityTemplate(-1, type, null, out -> write(whole, out));
        }
        ByteArrayOutputStream envelope = new ByteArrayOutputStream(head.length * 2 + 1_024);
        write(new ByteArrayInputStream(head), envelope);
        return new ByteArrayEntity(envelope.toByteArray(), type);
    }

    private void write(InputStream json, OutputStream xml) throws IOException {
        Strictness strictness = call.facade().strictness();
        long dropped = hasParts()
                ? call.request().writeParts(headers, json, xml, boundary, strictness, limits)
                : call.request().write(headers, json, xml, strictness, limits);
        drops.count(call.facade().connector().id(), dropped);
    }
}
