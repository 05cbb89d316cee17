package vn.lienthong.hub.registration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import vn.lienthong.hub.connector.Bundle;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * A connector's files as they came in a request.
 *
 * @param comment why it is changed, in the author's words
 */
record SentBundle(Bundle bundle, @Nullable String comment) {
    private static final int LONGEST_COMMENT = 500;
    private static final Set<String> MEMBERS = Set.of("files", "comment");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * @param comment from the request's address, for a zip has no place for it
     * @throws Undeliverable if the body is neither, or too much
     */
    static SentBundle read(byte[] body, @Nullable String contentType, @Nullable String comment) {
        boolean isZip = contentType != null
                && MediaType.parseMediaType(contentType).isCompatibleWith(new MediaType("application", "zip"));
        return isZip ? new SentBundle(Bundle.ofZip(body), checked(comment)) : ofJson(body, comment);
    }

    private static SentBundle ofJson(byte[] body, @Nullable String comment) {
        JsonNode sent;
        try {
            sent = JSON.readTree(body);
        } catch (IOException e) {
            throw new Undeliverable(
                    RegistrationProblems.malformed("", "Nội dung không phải JSON.", "The body is no JSON."), e);
        }
        if (sent == null || !sent.isObject() || !sent.path("files").isObject()) {
            throw new Undeliverable(RegistrationProblems.malformed(
                    "/files", "Không có files.", "There is no member files that holds the files by their paths."));
        }
        sent.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new Undeliverable(RegistrationProblems.malformed(
                        "/" + name, "Không có trường " + name + ".", "There is no member " + name + "."));
            }
        });
        String told = sent.path("comment").isTextual() ? sent.path("comment").textValue() : comment;
        return new SentBundle(ofFiles(sent.path("files")), checked(told));
    }

    /** @throws Undeliverable if a file's content is no text, or it is too much */
    static Bundle ofFiles(JsonNode files) {
        Map<String, String> texts = new LinkedHashMap<>();
        files.fields().forEachRemaining(file -> {
            if (!file.getValue().isTextual()) {
                throw new Undeliverable(RegistrationProblems.malformed(
                        "/files", "Nội dung tệp phải là văn bản.", "A file's content is a text."));
            }
            texts.put(file.getKey(), file.getValue().textValue());
        });
        return Bundle.ofTexts(texts);
    }

    private static @Nullable String checked(@Nullable String comment) {
        if (comment != null && comment.length() > LONGEST_COMMENT) {
            throw new Undeliverable(RegistrationProblems.malformed(
                    "/comment", "Ghi chú dài hơn 500 ký tự.", "The comment is longer than 500 characters."));
        }
        return comment == null || comment.isBlank() ? null : comment.strip();
    }
}
