package vn.lienthong.hub.connector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A bundle that is looked at and not registered. Its files are laid out until this is closed.
 *
 * @param faults everything that is wrong with it
 * @param definition what it declares, where nothing is wrong
 * @param folder where its files are laid out; null where nothing was
 */
public record Trial(List<Fault> faults, Optional<ConnectorDefinition> definition, @Nullable Path folder)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);

    public Trial {
        faults = List.copyOf(faults);
    }

    /** What runs already, and needs nothing laid out. */
    public static Trial ofRunning(ConnectorDefinition definition) {
        return new Trial(List.of(), Optional.of(definition), null);
    }

    @Override
    public void close() {
        if (folder == null) {
            return;
        }
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", folder, e.toString());
        }
    }
}
