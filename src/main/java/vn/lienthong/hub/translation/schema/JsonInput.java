package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserSequence;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The tokens of one document, of which some can be read ahead. */
final class JsonInput {
    /** How many tokens are kept while {@code #type} is looked for among the members before it. */
    private static final int TOKENS_AHEAD = 10_000;

    private JsonParser json;

    JsonInput(JsonParser json) {
        this.json = json;
    }

    JsonParser parser() {
        return json;
    }

    /** Reads from another parser from now on. */
    void from(JsonParser other) {
        json = other;
    }

    /** What reads the type that is named. */
    interface Named {
        TypePlan read() throws IOException;
    }

    /** Reads on to {@code #type} if it is there, and leaves the parser at the first of the other members. */
    @Nullable
    TypePlan typeAhead(Named named) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.FIELD_NAME && "#type".equals(json.currentName())) {
            json.nextToken();
            TypePlan type = named.read();
            json.nextToken();
            return type;
        }
        TokenBuffer kept = new TokenBuffer(json);
        TypePlan found = null;
        int depth = 0;
        for (int i = 0; i < TOKENS_AHEAD && found == null; i++) {
            if (depth == 0 && token == JsonToken.FIELD_NAME && "#type".equals(json.currentName())) {
                json.nextToken();
                found = named.read();
                break;
            }
            kept.copyCurrentEvent(json);
            if (token == null || depth == 0 && token == JsonToken.END_OBJECT) {
                break;
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            token = json.nextToken();
            if (i == TOKENS_AHEAD - 1) {
                kept.copyCurrentEvent(json);
            }
        }
        json = JsonParserSequence.createFlattened(false, kept.asParser(json), json);
        json.nextToken();
        return found;
    }
}
