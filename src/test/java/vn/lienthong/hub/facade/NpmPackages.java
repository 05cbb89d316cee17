package vn.lienthong.hub.facade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Packages of npm that hold contracts which others wrote, fetched when tests run and kept in {@code target}. */
final class NpmPackages {
    /** Of a tax office, by several stacks, of services by .NET, and of a carrier. */
    static final List<String> WITH_CONTRACTS =
            List.of("afip.ts@3.2.2", "strong-soap@5.0.10", "node-shipping-fedex@1.0.0", "fedex@0.0.1");

    private static final Path KEPT = Path.of("target/others-npm");

    private NpmPackages() {}

    /** Fetches all of them; false where npm is not there or cannot fetch. */
    static boolean fetch() {
        try {
            return areThere() || install();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean areThere() {
        return WITH_CONTRACTS.stream().allMatch(one -> Files.isDirectory(folder(one)));
    }

    /** Where a fetched package is. */
    static Path folder(String one) {
        return KEPT.resolve("node_modules").resolve(one.substring(0, one.lastIndexOf('@')));
    }

    private static boolean install() throws IOException, InterruptedException {
        Files.createDirectories(KEPT);
        Files.writeString(KEPT.resolve("package.json"), "{\"private\":true}");
        List<String> command =
                new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"));
        command.addAll(WITH_CONTRACTS);
        Process npm = new ProcessBuilder(command)
                .directory(KEPT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return npm.waitFor(3, TimeUnit.MINUTES) && npm.exitValue() == 0 && areThere();
    }
}
