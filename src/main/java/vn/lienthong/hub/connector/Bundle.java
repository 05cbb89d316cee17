package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * The files of one connector, as its folder has them: {@code connector.yaml}, {@code mapping.yaml}, contracts, samples.
 *
 * @param files the contents by path, with slashes, from the connector's folder on
 */
public record Bundle(SortedMap<String, byte[]> files) {
    static final int MOST_FILES = 200;
    static final int LARGEST_FILE = 1 << 20;
    static final int LARGEST = 4 << 20;

    private static final Pattern NAME =
            Pattern.compile("(?!.*\\.\\.)[\\p{L}\\p{N}_][\\p{L}\\p{N}\\p{M} ._@+-]{0,99}(?<![. ])");
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
    private static final int DEEPEST = 4;
    private static final FileTime NO_TIME = FileTime.fromMillis(315_532_800_000L);

    /** @throws Undeliverable if a name leads elsewhere, or it is too much */
    public Bundle {
        if (files.size() > MOST_FILES) {
            throw new Undeliverable(BundleProblems.tooManyFiles(files.size()));
        }
        long size = 0;
        TreeMap<String, byte[]> copied = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            requireName(file.getKey());
            if (file.getValue().length > LARGEST_FILE) {
                throw new Undeliverable(BundleProblems.fileTooLarge(file.getKey()));
            }
            size += file.getValue().length;
            copied.put(file.getKey(), file.getValue().clone());
        }
        if (size > LARGEST) {
            throw new Undeliverable(BundleProblems.tooLarge());
        }
        String before = null;
        for (String path : copied.keySet()) {
            if (before != null && path.startsWith(before + "/")) {
                throw new Undeliverable(BundleProblems.badName(path));
            }
            before = path;
        }
        files = Collections.unmodifiableSortedMap(copied);
    }

    private static void requireName(String path) {
        String[] parts = path.split("/", -1);
        boolean good = parts.length <= DEEPEST;
        for (String part : parts) {
            good &= NAME.matcher(part).matches() && !RESERVED.matcher(part).matches();
        }
        if (!good) {
            throw new Undeliverable(BundleProblems.badName(path));
        }
    }

    /** The bundle of texts by path. */
    public static Bundle ofTexts(Map<String, String> texts) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return new Bundle(files);
    }

    /**
     * Reads a zip: the files at its top, or all of them below one folder, as who zips a folder gets it.
     *
     * @throws Undeliverable if it is none, or more comes out of it than a bundle may hold
     */
    public static Bundle ofZip(byte[] zip) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        long left = LARGEST;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                // What the zip says of its sizes is not believed: it is counted while it comes out.
                byte[] content = readAtMost(in, Math.min(LARGEST_FILE, left), entry.getName());
                left -= content.length;
                if (files.put(entry.getName(), content) != null || files.size() > MOST_FILES) {
                    throw new Undeliverable(
                            files.size() > MOST_FILES
                                    ? BundleProblems.tooManyFiles(files.size())
                                    : BundleProblems.badName(entry.getName()));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Undeliverable(BundleProblems.noZip(), e);
        }
        if (files.isEmpty()) {
            throw new Undeliverable(BundleProblems.noZip());
        }
        return new Bundle(withoutTopFolder(files));
    }

    private static byte[] readAtMost(InputStream in, long most, String name) throws IOException {
        byte[] content = in.readNBytes((int) most + 1);
        if (content.length > most) {
            throw new Undeliverable(
                    content.length > LARGEST_FILE ? BundleProblems.fileTooLarge(name) : BundleProblems.tooLarge());
        }
        return content;
    }

    private static SortedMap<String, byte[]> withoutTopFolder(SortedMap<String, byte[]> files) {
        String first = files.firstKey();
        String top = first.substring(0, first.indexOf('/') + 1);
        if (top.isEmpty()
                || files.containsKey("connector.yaml")
                || !files.keySet().stream().allMatch(path -> path.startsWith(top))) {
            return files;
        }
        SortedMap<String, byte[]> below = new TreeMap<>();
        files.forEach((path, content) -> below.put(path.substring(top.length()), content));
        return below;
    }

    /**
     * The files of a folder.
     *
     * @throws Undeliverable if it holds more than a bundle may
     */
    public static Bundle ofFolder(Path folder) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> entries = Files.walk(folder, DEEPEST)) {
            for (Path file : entries.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (!path.startsWith(".") && !path.contains("/.") && !path.endsWith("~")) {
                    if (Files.size(file) > LARGEST_FILE) {
                        throw new Undeliverable(BundleProblems.fileTooLarge(path));
                    }
                    files.put(path, Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
        return new Bundle(files);
    }

    /** Lays the files out below a folder, which is made. */
    void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey()).normalize();
            if (!target.startsWith(folder.normalize())) {
                throw new IllegalStateException("the name " + file.getKey() + " was let through and leads elsewhere");
            }
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }

    /** As a zip; the same files give the same bytes. */
    public byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setLastModifiedTime(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return bytes.toByteArray();
    }

    /** Tells two contents apart, by the names and bytes of all files. */
    public String digest() {
        MessageDigest digest = FolderContent.sha256();
        files.forEach((path, content) -> {
            digest.update((path + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
            digest.update(content);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, 32);
    }

    /** What {@code connector.yaml} says, as a tree, without what could be a secret; a missing node where it cannot be read. */
    public JsonNode shown() {
        byte[] definition = files.get("connector.yaml");
        return definition == null
                ? MissingNode.getInstance()
                : shown(YamlReader.read(new String(definition, StandardCharsets.UTF_8), "connector.yaml"));
    }

    /** The same of a folder. */
    public static JsonNode shownIn(Path folder) {
        return shown(YamlReader.read(folder.resolve("connector.yaml"), "connector.yaml"));
    }

    private static JsonNode shown(YamlFile definition) {
        JsonNode tree = definition.written().deepCopy();
        FoundValue.hideSecrets(tree, "");
        return tree;
    }

    /** The id that {@code connector.yaml} declares, right or wrong; empty where there is none. */
    public String declaredId() {
        return shown().path("id").asText("");
    }

    /** Prints no content, in which somebody may have written a secret. */
    @Override
    public String toString() {
        return "Bundle" + files.keySet();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bundle bundle && digest().equals(bundle.digest());
    }

    @Override
    public int hashCode() {
        return digest().hashCode();
    }
}
