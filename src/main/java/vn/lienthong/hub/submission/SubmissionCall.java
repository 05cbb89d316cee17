package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.camel.Message;
import vn.lienthong.hub.agency.call.SystemCall;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.delivery.Call;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.submission.Submission.Attachment;

/** One call about a submission: that brings a file, or that tells of it. */
record SubmissionCall(String step, String use, Object body) implements Call {
    static final String BRING = "bring-attachment";
    static final String TELL = "tell-of-the-submission";
    private static final String USE = "submission";

    /** What a file call is to put where. */
    record Files(String folder, String id, byte[] json, Map<String, Path> attachments) {}

    static Call bringing(
            ConnectorDefinition connector, SubmissionWay way, Submission submission, Attachment file, Path content) {
        HttpCall upload = Objects.requireNonNull(
                ((SubmissionWay.Call.Rest) way.call()).upload(), "bytes are brought by a declared request");
        Map<String, String> values = Map.of(
                "id", submission.id(),
                "sha256", file.sha256(),
                "name", file.name(),
                "media-type", file.mediaType(),
                "size", Long.toString(file.size()));
        var call = new SystemCall(
                connector,
                new SystemCall.Request.Http(upload),
                values,
                List.of(new SystemCall.Content(file.sha256(), content, file.mediaType())));
        return new SubmissionCall(BRING, USE, call);
    }

    static Call telling(
            ConnectorDefinition connector,
            SubmissionWay way,
            Submission submission,
            JsonNode content,
            Function<Attachment, Path> places) {
        SubmissionWay.Call call = way.call();
        try {
            if (call instanceof SubmissionWay.Call.Rest rest) {
                HttpCall request = rest.telling(submission.act()).call();
                return new SubmissionCall(
                        TELL, USE, new SystemCall(connector, request, SubmissionPlaces.of(request, content)));
            }
            if (call instanceof SubmissionWay.Call.Soap soap) {
                var request = soap.telling(submission.act()).call();
                return new SubmissionCall(
                        TELL,
                        USE + "-" + submission.act().name().toLowerCase(Locale.ROOT),
                        new SystemCall(
                                connector,
                                new SystemCall.Request.Soap(request),
                                SubmissionPlaces.of(request, content),
                                beside(way, submission, places)));
            }
        } catch (IllegalArgumentException e) {
            throw new Undeliverable(SubmissionCallProblems.noForm(connector.id()), e);
        }
        if (call instanceof SubmissionWay.Call.Files files) {
            return new SubmissionCall(TELL, USE, files(files, way, submission, content, places));
        }
        return new SubmissionCall(
                TELL,
                USE,
                new SystemCall(connector, new SystemCall.Request.Queue(), Map.of("message", content.toString())));
    }

    /** What goes beside an envelope. Where one file is there under two names, it goes once. */
    private static List<SystemCall.Content> beside(
            SubmissionWay way, Submission submission, Function<Attachment, Path> places) {
        if (way.offer() != SubmissionWay.Offer.BYTES) {
            return List.of();
        }
        Map<String, SystemCall.Content> parts = new LinkedHashMap<>();
        for (Attachment file : submission.attachments()) {
            String id = Octets.of(file.sha256()).id();
            parts.put(id, new SystemCall.Content(id, places.apply(file), file.mediaType()));
        }
        return List.copyOf(parts.values());
    }

    private static Files files(
            SubmissionWay.Call.Files folder,
            SubmissionWay way,
            Submission submission,
            JsonNode content,
            Function<Attachment, Path> places) {
        Map<String, Path> attachments = new LinkedHashMap<>();
        if (way.offer() == SubmissionWay.Offer.BYTES) {
            submission.attachments().forEach(file -> attachments.put(file.name(), places.apply(file)));
        }
        return new Files(folder.folder(), submission.id(), SubmissionJson.write(content), attachments);
    }

    @Override
    public void layOut(Message message) {
        message.getExchange().setProperty("use", use);
        message.setBody(body);
    }

    /** An empty answer, of a system that tells nothing. */
    static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
