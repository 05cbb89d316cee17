package vn.lienthong.hub.agency;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.logging.Logger;

/**
 * A JDBC driver as one may be dropped into the hub's folder: it works, or hangs for ever, or throws an {@link Error}, as the
 * property of its name in Java's says. Behind it is an H2 of one row.
 */
public final class FaultyDriver implements Driver {
    /** Waits until it is interrupted. */
    static final String HANGS = "hangs";
    /** Waits and cannot be interrupted. */
    static final String CLINGS = "clings";
    /** Is out of memory. */
    static final String OUT_OF_MEMORY = "out-of-memory";

    private static final String PREFIX = "jdbc:faulty:";

    /** Lays the driver, and H2's, into a folder of drivers. */
    static void layInto(Path drivers) throws IOException {
        Files.createDirectories(drivers);
        Path h2 = Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Files.copy(h2, drivers.resolve("h2.jar"));
        String own = FaultyDriver.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(drivers.resolve("faulty.jar"));
                var jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry(own));
            try (var content = FaultyDriver.class.getClassLoader().getResourceAsStream(own)) {
                java.util.Objects.requireNonNull(content).transferTo(jar);
            }
            jar.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
            jar.write(FaultyDriver.class.getName().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** Has the databases of this name behave so from now on; empty for well. */
    static void behave(String name, String how) {
        System.setProperty(PREFIX + name, how);
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (System.getProperty(url, "").equals(OUT_OF_MEMORY)) {
            throw new OutOfMemoryError("a row without end");
        }
        while (System.getProperty(url, "").equals(HANGS)) {
            if (Thread.interrupted()) {
                throw new SQLException("interrupted", "57014", new InterruptedException());
            }
            LockSupport.parkNanos(1_000_000);
        }
        boolean interrupted = false;
        while (System.getProperty(url, "").equals(CLINGS)) {
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(1_000_000);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new org.h2.Driver().connect("jdbc:h2:mem:", new Properties());
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
