package vn.lienthong.hub.registration;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Bundle;

/** What differs between the files of two versions. */
final class FileDifferences {
    private static final int CONTEXT = 3;

    private FileDifferences() {}

    /**
     * A file that differs.
     *
     * @param change added, removed or changed
     * @param diff as a unified diff; empty for a file that is no text
     */
    record Difference(String path, String change, String diff) {}

    /** By path. */
    static List<Difference> between(Bundle from, Bundle to) {
        List<Difference> differences = new ArrayList<>();
        TreeSet<String> paths = new TreeSet<>(from.files().keySet());
        paths.addAll(to.files().keySet());
        for (String path : paths) {
            byte[] before = from.files().get(path);
            byte[] after = to.files().get(path);
            if (!Arrays.equals(before, after)) {
                differences.add(new Difference(path, change(before, after), diff(path, before, after)));
            }
        }
        return differences;
    }

    private static String change(byte @Nullable [] before, byte @Nullable [] after) {
        if (before == null) {
            return "added";
        }
        return after == null ? "removed" : "changed";
    }

    private static String diff(String path, byte @Nullable [] before, byte @Nullable [] after) {
        Optional<List<String>> from = lines(before);
        Optional<List<String>> to = lines(after);
        if (from.isEmpty() || to.isEmpty()) {
            return "";
        }
        List<String> told = UnifiedDiffUtils.generateUnifiedDiff(
                before == null ? "/dev/null" : "a/" + path,
                after == null ? "/dev/null" : "b/" + path,
                from.get(),
                DiffUtils.diff(from.get(), to.get()),
                CONTEXT);
        return String.join("\n", told) + "\n";
    }

    private static Optional<List<String>> lines(byte @Nullable [] content) {
        if (content == null) {
            return Optional.of(List.of());
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString()
                    .lines()
                    .toList());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
