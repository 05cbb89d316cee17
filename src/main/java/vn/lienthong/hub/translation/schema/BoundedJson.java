package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import vn.lienthong.hub.translation.Limits;

/** Parsers of foreign JSON that read nothing beyond the limits. */
public final class BoundedJson {
    // Limits come from settings and constants, so these are few; and a factory learns the names it meets.
    private static final ConcurrentMap<Limits, JsonFactory> KNOWN = new ConcurrentHashMap<>();

    private BoundedJson() {}

    public static JsonFactory within(Limits limits) {
        return KNOWN.computeIfAbsent(limits, BoundedJson::configured);
    }

    private static JsonFactory configured(Limits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(limits.bytes())
                        .maxStringLength(limits.textLength())
                        // Lists and the objects that name an element are levels in JSON and none in XML.
                        .maxNestingDepth(limits.depth() * 3)
                        .build())
                .build();
    }
}
