package vn.lienthong.hub.translation.openapi;

import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a REST service, and the elements that stand for its requests and answers.
 *
 * @param name in SOAP
 * @param method such as {@code GET}
 * @param path with parameters in braces
 * @param body what the request carries; null where it has no body
 * @param answers by status, which is a number, such as {@code 2XX}, or {@code default}
 */
public record RestOperation(
        String name,
        String method,
        String path,
        @Nullable String description,
        QName request,
        QName response,
        List<Parameter> parameters,
        @Nullable Body body,
        Map<String, Answer> answers) {
    public RestOperation {
        parameters = List.copyOf(parameters);
        answers = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(answers));
    }

    /** Where a parameter stands in a request. */
    public enum Place {
        PATH,
        QUERY,
        HEADER,
        COOKIE
    }

    /**
     * @param name what the service calls it
     * @param member what it is in the JSON of the request element
     * @param style such as {@code form}; {@code json} where the contract has content in place of one
     * @param repeated whether the values of a list or object are told one by one, not joined
     */
    public record Parameter(String name, String member, Place place, String style, boolean repeated) {}

    /** How content is carried. */
    public enum Form {
        JSON,
        TEXT,
        OCTETS,
        /** Pairs as in a query. */
        FIELDS,
        /** A part for each field. */
        PARTS
    }

    /**
     * A member of a form.
     *
     * @param style by which it is written into pairs
     * @param repeated whether the values of a list are told one by one
     * @param mediaType of its part; empty for the usual one
     * @param octets whether its part is what its Base64 stands for
     */
    public record Field(String name, String style, boolean repeated, String mediaType, boolean octets) {}

    /**
     * @param required whether a request has to have it
     * @param fields what the contract says of the members of a form
     */
    public record Body(String mediaType, Form form, boolean required, List<Field> fields) {
        public Body {
            fields = List.copyOf(fields);
        }
    }

    /**
     * @param element the fault's element, or null for an answer that is no fault
     * @param form of the content; null where it has none
     * @param member what the content is in the JSON of the element
     */
    public record Answer(@Nullable QName element, @Nullable Form form, String member) {}

    /** What the contract says of answers with a status; null where it says nothing. */
    public @Nullable Answer answer(int status) {
        Answer exact = answers.get(String.valueOf(status));
        Answer range = answers.get(status / 100 + "XX");
        return exact != null ? exact : range != null ? range : answers.get("default");
    }
}
