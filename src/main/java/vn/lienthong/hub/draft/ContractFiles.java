package vn.lienthong.hub.draft;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;

/**
 * A contract with all it imports, read from files or fetched, and kept as it was read: what a connector's folder needs of
 * it is what was asked for.
 */
final class ContractFiles implements SchemaCatalogue {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGEST = 1 << 20;
    private static final Pattern IMPORT =
            Pattern.compile("(<(?:[\\w.-]+:)?(?:import|include|redefine)\\b[^>]*?(?:schemaLocation|location)\\s*=\\s*)"
                    + "(\"[^\"]*\"|'[^']*')");

    private final String main;
    private final SchemaCatalogue source;
    private final Map<String, byte[]> read = new LinkedHashMap<>();

    private ContractFiles(String main, SchemaCatalogue source) {
        this.main = main;
        this.source = source;
    }

    /** @throws vn.lienthong.hub.problem.Undeliverable if an address is none */
    static ContractFiles at(String place) {
        if (place.matches("(?i)https?://.*")) {
            return new ContractFiles(place, ContractFiles::fetched);
        }
        Path file = Path.of(place).toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null) {
            throw DraftProblems.unreadable(place, "is no file");
        }
        return new ContractFiles(String.valueOf(file.getFileName()), SchemaCatalogue.directory(folder));
    }

    String main() {
        return main;
    }

    boolean isFetched() {
        return main.contains("://");
    }

    /** The contract's own text. */
    byte[] mainDocument() {
        try {
            byte[] content = document(main);
            if (content == null) {
                throw DraftProblems.unreadable(main, "there is no such file");
            }
            return content;
        } catch (IOException e) {
            throw DraftProblems.unreadable(main, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public byte @Nullable [] document(String location) throws IOException {
        byte[] known = read.get(location);
        if (known != null) {
            return known;
        }
        byte[] content = source.document(location);
        if (content != null) {
            read.put(location, content);
        }
        return content;
    }

    private static byte @Nullable [] fetched(String location) throws IOException {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(location))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.body().length > LARGEST) {
                throw new IOException("it has more than " + LARGEST + " bytes");
            }
            if (answer.statusCode() == 404) {
                return null;
            }
            if (answer.statusCode() != 200) {
                throw new IOException("it was answered with HTTP " + answer.statusCode());
            }
            return answer.body();
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no address", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        }
    }

    /**
     * The documents as they are to stand in a folder, by path there. Those that were fetched get names, and import one
     * another by these.
     *
     * @param name of the contract itself
     */
    SortedMap<String, byte[]> inFolder(String name) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String location : read.keySet()) {
            names.put(
                    location,
                    location.equals(main) ? name : isFetched() ? "import-" + names.size() + ".xsd" : location);
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        read.forEach((location, content) -> files.put(
                String.valueOf(names.get(location)), isFetched() ? renamed(location, content, names) : content));
        return files;
    }

    private static byte[] renamed(String location, byte[] content, Map<String, String> names) {
        Matcher imports = IMPORT.matcher(new String(content, StandardCharsets.UTF_8));
        return imports.replaceAll(found -> {
                    String quoted = found.group(2);
                    String asked = quoted.substring(1, quoted.length() - 1).replace("&amp;", "&");
                    String name = names.get(SchemaCatalogue.resolve(location, asked));
                    return Matcher.quoteReplacement(found.group(1) + (name == null ? quoted : '"' + name + '"'));
                })
                .getBytes(StandardCharsets.UTF_8);
    }
}
