package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where a value is in a record: a JSON Pointer, compiled once. It does not mind whether a list of one was sent as a list or
 * as its one item: a name asked of a list is asked of its first item, and the first item of what is no list is the thing
 * itself.
 */
final class RecordPath {
    private static final String BACK = "record:";

    private final String written;
    private final boolean reachesBack;
    private final String[] names;
    private final int[] indexes;

    private RecordPath(String written) {
        this.written = written;
        this.reachesBack = written.startsWith(BACK);
        String pointer = pointer();
        this.names = pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
        this.indexes = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = names[i].replace("~1", "/").replace("~0", "~");
            indexes[i] = names[i].matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(names[i]) : -1;
        }
    }

    /** @param written a JSON Pointer, or one into the whole record after {@code record:} */
    static RecordPath of(String written) {
        return new RecordPath(written);
    }

    /**
     * @param item the change within the record, or the record itself
     * @return a missing node if there is nothing
     */
    JsonNode find(JsonNode record, JsonNode item) {
        JsonNode here = reachesBack ? record : item;
        for (int i = 0; i < names.length && !here.isMissingNode(); i++) {
            here = step(here, i);
        }
        return here;
    }

    private JsonNode step(JsonNode here, int i) {
        if (here.isArray()) {
            return indexes[i] >= 0 ? here.path(indexes[i]) : here.path(0).path(names[i]);
        }
        return indexes[i] == 0 && !here.has(names[i]) ? here : here.path(names[i]);
    }

    /** The pointer from the record on, for a change that is at {@code item} within it. */
    String within(String item) {
        return reachesBack ? pointer() : item + written;
    }

    private String pointer() {
        return reachesBack ? written.substring(BACK.length()) : written;
    }

    @Override
    public String toString() {
        return written;
    }
}
