package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connectors of a folder of folders, as they were read last. A folder is read again when its files have changed and
 * have then stood still for a while, so that what an editor or a copy has half written is not taken for a definition.
 */
public final class FolderConnectors {
    private static final Logger LOG = LoggerFactory.getLogger(FolderConnectors.class);
    private static final String GONE = "";

    private final Path root;
    private final Placeholders placeholders;
    private final Duration settle;
    private final LongSupplier nanoTime;
    private final Map<String, Shelved> shelf = new TreeMap<>();
    private final Map<String, Seen> unsettled = new HashMap<>();
    private boolean missing;

    /**
     * @param root as it is told to people in faults
     * @param settle how long a changed folder has to stand still
     */
    FolderConnectors(Path root, Placeholders placeholders, Duration settle, LongSupplier nanoTime) {
        this.root = root;
        this.placeholders = placeholders;
        this.settle = settle;
        this.nanoTime = nanoTime;
        foldersIn().forEach((name, folder) -> shelf.put(name, read(folder, print(folder))));
    }

    /**
     * Reads every folder below {@code root} whose name does not start with a dot, once.
     *
     * @param root as it is told to people in faults
     * @param environment answers the value of a {@code ${NAME}}, or null
     */
    public static Connectors read(Path root, UnaryOperator<@Nullable String> environment) {
        var folders = new FolderConnectors(root, new Placeholders(environment), Duration.ZERO, System::nanoTime);
        return Judgement.of(folders.folders(), Map.of(), Judgement.NONE).asConnectors();
    }

    /** The folders as they were read last. */
    synchronized List<ConnectorFolder> folders() {
        return shelf.values().stream().map(Shelved::folder).toList();
    }

    Path root() {
        return root;
    }

    /** What a look at the folders came to. */
    record Look(boolean changed, boolean lookAgainSoon) {}

    /** Looks for folders that were added, changed or removed. */
    Look look() {
        return look(any -> true);
    }

    /**
     * Looks for folders that were added or removed, and into those that are said to have changed.
     *
     * @param told whether the folder of a name may have changed; those that have not settled yet are looked into anyway
     */
    synchronized Look look(Predicate<String> told) {
        Map<String, Path> there = foldersIn();
        if (isSuspicious(there)) {
            return new Look(false, false);
        }
        boolean changed = false;
        for (Map.Entry<String, Path> each : there.entrySet()) {
            Shelved known = shelf.get(each.getKey());
            if (known != null && !unsettled.containsKey(each.getKey()) && !told.test(each.getKey())) {
                continue;
            }
            String print = print(each.getValue());
            if (known != null && known.print.equals(print)) {
                unsettled.remove(each.getKey());
            } else if (hasSettled(each.getKey(), print)) {
                changed |= take(each.getKey(), each.getValue(), print);
            }
        }
        for (String name : List.copyOf(shelf.keySet())) {
            // A copy or a check-out may remove a folder and put it back.
            if (!there.containsKey(name) && hasSettled(name, GONE)) {
                shelf.remove(name);
                unsettled.remove(name);
                changed = true;
            }
        }
        unsettled.keySet().removeIf(name -> !there.containsKey(name) && !shelf.containsKey(name));
        return new Look(changed, !unsettled.isEmpty());
    }

    private boolean take(String name, Path folder, String print) {
        Shelved read = read(folder, print);
        if (!print(folder).equals(print)) {
            unsettled.put(name, new Seen(print, nanoTime.getAsLong()));
            return false;
        }
        shelf.put(name, read);
        unsettled.remove(name);
        return true;
    }

    private boolean hasSettled(String name, String print) {
        Seen seen = unsettled.get(name);
        if (seen == null || !seen.print.equals(print)) {
            unsettled.put(name, new Seen(print, nanoTime.getAsLong()));
            return settle.isZero();
        }
        return nanoTime.getAsLong() - seen.since >= settle.toNanos();
    }

    /** A share that is not mounted looks like a folder from which everybody has removed everything. */
    private boolean isSuspicious(Map<String, Path> there) {
        boolean nothingLeft = there.isEmpty() && (shelf.size() > 1 || !Files.isDirectory(root));
        if (nothingLeft && !missing && !shelf.isEmpty()) {
            LOG.error(
                    "The folder of connectors {} is empty or gone; its {} connectors run on as they were read last",
                    root,
                    shelf.size());
        }
        missing = nothingLeft;
        return nothingLeft;
    }

    private Shelved read(Path folder, String print) {
        String name = folder.toString().replace('\\', '/');
        return new Shelved(print, ConnectorFolder.read(folder, name, KeptIn.FOLDER, placeholders));
    }

    private static String print(Path folder) {
        try {
            return FolderContent.of(folder).print();
        } catch (UncheckedIOException e) {
            return "?";
        }
    }

    private Map<String, Path> foldersIn() {
        Map<String, Path> folders = new TreeMap<>();
        if (!Files.isDirectory(root)) {
            return folders;
        }
        try (Stream<Path> entries = Files.list(root)) {
            entries.filter(Files::isDirectory)
                    .filter(folder -> !String.valueOf(folder.getFileName()).startsWith("."))
                    .forEach(folder -> folders.put(String.valueOf(folder.getFileName()), folder));
            return folders;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of connectors " + root + " cannot be listed", e);
        }
    }

    private record Shelved(String print, ConnectorFolder folder) {}

    private record Seen(String print, long since) {}
}
