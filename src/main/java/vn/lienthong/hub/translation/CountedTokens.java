package vn.lienthong.hub.translation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** A JSON parser that refuses a record of too many values, which would take far more memory as a tree than as text. */
final class CountedTokens extends JsonParserDelegate {
    private final int most;
    private int count;

    CountedTokens(JsonParser parser, int most) {
        super(parser);
        this.most = most;
    }

    /** Starts counting anew, for the next record. */
    void restart() {
        count = 0;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        if (++count > most) {
            throw Unreadable.tooLarge(
                    "Một bản ghi JSON có quá nhiều giá trị (hơn " + most + " thành phần cú pháp).",
                    "One JSON record has too many values (more than " + most + " tokens).");
        }
        return delegate.nextToken();
    }
}
