package vn.lienthong.hub.door;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.CharConversionException;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;

/** Finds out why a body could not be read. Never repeats what was in it. */
public final class UnreadableBody {
    private UnreadableBody() {}

    /** What to tell whoever sent the body. */
    public static Problem told(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Problem problem = known(cause);
            if (problem != null) {
                return problem;
            }
        }
        return HttpProblems.noBody();
    }

    private static @Nullable Problem known(Throwable cause) {
        if (cause instanceof ProblemException problem) {
            return problem.problem();
        }
        if (cause instanceof BodyTooLarge tooLarge) {
            return HttpProblems.tooLarge(tooLarge.limit());
        }
        if (cause instanceof CharacterCodingException || cause instanceof CharConversionException) {
            return HttpProblems.notUtf8();
        }
        if (cause instanceof JsonProcessingException json && !(json.getCause() instanceof java.io.IOException)) {
            return ofJson(json);
        }
        return null;
    }

    private static Problem ofJson(JsonProcessingException json) {
        String message = String.valueOf(json.getOriginalMessage());
        if (json instanceof JsonParseException && message.startsWith("Invalid UTF-8")) {
            return HttpProblems.notUtf8();
        }
        if (json instanceof JsonMappingException mapping) {
            return mapping.getPath().isEmpty() && message.startsWith("No content to map")
                    ? HttpProblems.noBody()
                    : HttpProblems.wrongShape(pointerTo(mapping));
        }
        JsonLocation at = json.getLocation();
        boolean known = at != null && (json instanceof JsonParseException || json instanceof JsonEOFException);
        return HttpProblems.malformedJson(known ? at.getLineNr() : 1, known ? at.getColumnNr() : 1);
    }

    private static String pointerTo(JsonMappingException mapping) {
        var pointer = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            pointer.append('/');
            if (step.getFieldName() == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(step.getFieldName().replace("~", "~0").replace("/", "~1"));
            }
        }
        return pointer.toString();
    }
}
