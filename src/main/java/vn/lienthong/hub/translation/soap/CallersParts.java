package vn.lienthong.hub.translation.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import vn.lienthong.hub.translation.Xop;
import vn.lienthong.hub.translation.schema.OctetsBeside;
import vn.lienthong.hub.translation.schema.Untranslatable;

/** The octets that a caller sends as parts of their own, on their way into a request: each passes by once. */
final class CallersParts implements OctetsBeside {
    private static final String REFERENCE = "cid:";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._@=-]{1,100}");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}");

    private final Attachments parts;
    private final boolean mtom;
    /** What goes beside the envelope, by what each is called there. */
    private final Map<String, Sent> beside = new LinkedHashMap<>();

    /** @param type what the contract says it is; empty for what the caller says */
    private record Sent(String part, String type) {}

    /** @param mtom whether octets go beside the envelope; else they are Base64 in it */
    CallersParts(Attachments parts, boolean mtom) {
        this.parts = parts;
        this.mtom = mtom;
    }

    @Override
    public String put(Value value, OutputStream within) throws IOException {
        String text = value.text();
        if (!text.startsWith(REFERENCE)) {
            value.writeTo(text, within);
            return "";
        }
        String id = id(text);
        if (!mtom) {
            part(id).content().transferTo(within);
            return "";
        }
        String type = value.mediaType();
        send(id, id, type == null ? "" : type);
        return Xop.include(id);
    }

    /** Whether a text stands for a part. */
    static boolean isReference(String text) {
        return text.startsWith(REFERENCE);
    }

    /** Sends the part that a text stands for beside the envelope. */
    void sendAs(String id, String text, String type) {
        send(id, id(text), type);
    }

    private void send(String id, String part, String type) {
        if (beside.values().stream().anyMatch(sent -> sent.part().equals(part))
                || beside.put(id, new Sent(part, type)) != null) {
            throw Untranslatable.structure("/", "refers to the part " + part + " twice", "once");
        }
    }

    private static String id(String text) {
        String id = text.substring(REFERENCE.length());
        if (!ID.matcher(id).matches()) {
            throw Untranslatable.structure(
                    "/", "refers to a part by a name of other characters", "letters, digits and . _ @ = -");
        }
        return id;
    }

    private MimeReader.Part part(String id) throws IOException {
        MimeReader.Part part = parts.part(id);
        if (part == null) {
            throw Untranslatable.structure("/", "refers to the part " + id + ", which is not there", null);
        }
        return part;
    }

    /** Writes what goes beside the envelope, which stands before it, and looks that nothing else came. */
    void writeTo(MimeWriter message, OutputStream out) throws IOException {
        for (Map.Entry<String, Sent> one : beside.entrySet()) {
            MimeReader.Part part = part(one.getValue().part());
            String told = TYPE.matcher(part.type()).matches() ? part.type() : "application/octet-stream";
            String type = one.getValue().type();
            message.begin(type.isEmpty() ? told : type, "<" + one.getKey() + ">");
            try (InputStream content = part.content()) {
                content.transferTo(out);
            }
        }
        end();
    }

    /** @throws Untranslatable if there is a part that nothing referred to */
    void end() throws IOException {
        String left = parts.left();
        if (left != null) {
            throw Untranslatable.structure(
                    "/",
                    "has a part" + (ID.matcher(left).matches() ? " " + left : "") + " that nothing refers to",
                    null);
        }
    }
}
