package vn.lienthong.hub.agency.call;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The JDBC drivers that can be had: PostgreSQL's, which is the hub's own, and those in jars of a folder. Their class loader
 * sees Java's own classes and theirs, so that what a driver brings along never meets what the hub is made of.
 */
@Component
final class DatabaseDrivers implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseDrivers.class);

    private final Path folder;
    private final List<Driver> dropped = new ArrayList<>();
    private List<Path> jars = List.of();
    private URLClassLoader loader = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader());

    DatabaseDrivers(@Value("${lienthong.drivers:drivers}") Path folder) {
        this.folder = folder;
    }

    /** The driver for an address; a jar that was dropped since the last question is looked into. */
    synchronized Optional<Driver> of(String url) throws SQLException {
        List<Path> now = jarsIn(folder);
        if (!now.equals(jars)) {
            load(now);
        }
        List<Driver> all = new ArrayList<>(dropped);
        all.add(new org.postgresql.Driver());
        for (Driver driver : all) {
            if (driver.acceptsURL(url)) {
                return Optional.of(driver);
            }
        }
        return Optional.empty();
    }

    Path folder() {
        return folder.toAbsolutePath();
    }

    private void load(List<Path> found) {
        // Connections are closed after each reading, so what the loader before has loaded is in use by no other.
        destroy();
        dropped.clear();
        jars = found;
        loader = new URLClassLoader(
                found.stream().map(DatabaseDrivers::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        try {
            ServiceLoader.load(Driver.class, loader).forEach(dropped::add);
        } catch (ServiceConfigurationError e) {
            LOG.warn("a driver in {} cannot be used: {}", folder, e.getMessage());
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> jarsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of drivers " + folder + " cannot be read", e);
        }
    }

    @Override
    public synchronized void destroy() {
        try {
            loader.close();
        } catch (IOException e) {
            LOG.warn("the jars of drivers were not closed: {}", e.getMessage());
        }
    }
}
