package vn.lienthong.hub.translation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * Reads JSON, whole or record by record. A member told twice is refused: which one the sender meant cannot be known.
 */
public final class JsonRecords extends Reading {
    private static final JsonMapper MAPPER = mapper(Limits.MESSAGE);
    /** Names, brackets and values, to the values of {@link Limits}. */
    private static final int TOKENS_PER_VALUE = 3;

    private final InputStream json;
    private final List<String> path;
    private final Limits limits;
    private @Nullable CountedTokens parser;
    private boolean inArray;

    private JsonRecords(InputStream json, String pointer, Limits limits) {
        super(json);
        this.json = json;
        this.path = Place.tokens(pointer);
        this.limits = limits;
    }

    /** @throws Undeliverable with line and column, if this is not JSON that may be read */
    public static JsonNode read(byte[] json) {
        return read(new ByteArrayInputStream(json), Limits.MESSAGE);
    }

    /** @throws Undeliverable with line and column, if this is not JSON that may be read */
    public static JsonNode read(InputStream json, Limits limits) {
        try (CountedTokens parser = open(json, limits)) {
            JsonNode tree = parser.nextToken() == null ? null : treeAt(parser);
            if (tree == null || parser.nextToken() != null) {
                throw notOneValue(parser);
            }
            return tree;
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    /**
     * Reads the items of the array at a JSON Pointer one by one, without holding the others; a single value there is the
     * one record, and null or nothing is none. The empty pointer is the whole document.
     */
    public static Records records(InputStream json, String pointer, Limits limits) {
        return new JsonRecords(json, pointer, limits);
    }

    @Override
    @Nullable
    SourceRecord readNext() {
        try {
            if (parser == null) {
                parser = open(json, limits);
                return first(parser);
            }
            parser.restart();
            return inArray ? item(parser) : restOf(parser);
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private @Nullable SourceRecord first(CountedTokens parser) throws IOException {
        if (parser.nextToken() == null) {
            throw notOneValue(parser);
        }
        for (String name : path) {
            if (!descend(parser, name)) {
                return restOf(parser);
            }
        }
        found = true;
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return restOf(parser);
        }
        inArray = parser.currentToken() == JsonToken.START_ARRAY;
        return inArray ? item(parser) : here(parser);
    }

    /** Moves to the value of a member of the object the parser stands at. */
    private static boolean descend(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean here = parser.currentName().equals(name);
            parser.nextToken();
            if (here) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private @Nullable SourceRecord item(CountedTokens parser) throws IOException {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            inArray = false;
            return restOf(parser);
        }
        return here(parser);
    }

    private static SourceRecord here(CountedTokens parser) throws IOException {
        parser.restart();
        long line = parser.currentTokenLocation().getLineNr();
        return new SourceRecord(treeAt(parser), line);
    }

    /** The tree of the value the parser stands at; null is a value too. */
    private static JsonNode treeAt(JsonParser parser) throws IOException {
        JsonNode tree = MAPPER.readTree(parser);
        return tree == null ? JsonNodeFactory.instance.nullNode() : tree;
    }

    /** Reads to the end, so that a source broken further on is not taken for good. */
    private static @Nullable SourceRecord restOf(CountedTokens parser) throws IOException {
        while (!parser.getParsingContext().inRoot()) {
            parser.restart();
            parser.nextToken();
        }
        if (parser.nextToken() != null) {
            throw notOneValue(parser);
        }
        return null;
    }

    private static CountedTokens open(InputStream json, Limits limits) throws IOException {
        return new CountedTokens(
                MAPPER.createParser(new BoundedInput(json, limits.bytes())), limits.values() * TOKENS_PER_VALUE);
    }

    private static JsonMapper mapper(Limits limits) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxStringLength(limits.textLength())
                        .maxNameLength(1_000)
                        .maxNumberLength(100)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        // A code told as a number, such as 1.005130, keeps its zeros.
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    private static Undeliverable notOneValue(JsonParser parser) {
        var place = parser.currentLocation();
        return Unreadable.malformed(
                new Bilingual("Nội dung phải là đúng một giá trị JSON", "The content is to be exactly one JSON value"),
                Math.max(place.getLineNr(), 1),
                Math.max(place.getColumnNr(), 1),
                JsonFaults.REMEDY,
                null);
    }

    private static RuntimeException unreadable(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Undeliverable refused) {
                return refused;
            }
            if (cause instanceof StreamConstraintsException) {
                return Unreadable.tooLarge(
                        "Nội dung JSON vượt mức cho phép về độ sâu hoặc độ dài một giá trị.",
                        "The JSON goes beyond what is allowed in depth or the length of one value.");
            }
            if (cause instanceof JsonProcessingException fault) {
                return JsonFaults.of(fault);
            }
        }
        return e instanceof IOException io ? Unreadable.source(io) : (RuntimeException) e;
    }
}
