package vn.lienthong.bench;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server under test as a process of its own, kept to one core where the system has taskset. */
public final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final Duration started;

    private ServerProcess(Process process, Duration started) {
        this.process = process;
        this.started = started;
    }

    /**
     * Starts a Java program and waits until it listens.
     *
     * @param log where its output goes
     */
    public static ServerProcess start(Path log, int port, List<String> javaWords) throws Exception {
        List<String> words = new ArrayList<>();
        if (Boolean.getBoolean("bench.pinned")) {
            words.addAll(List.of("taskset", "-c", "0"));
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(javaWords);
        Files.createDirectories(log.getParent());
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (!listens(port)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the server ended at once; see " + log);
            }
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        return new ServerProcess(process, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static boolean listens(int port) {
        try (var probe = new Socket("127.0.0.1", port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** From the process's start to its open port. */
    public Duration startUp() {
        return started;
    }

    /** Processor time used so far, as the operating system counts it. */
    public Duration cpu() {
        // taskset replaces itself by the program, so the process is the server's own.
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Bytes of the heap that live on after a collection. */
    public long heapInUse() throws Exception {
        jcmd("GC.run");
        String told = jcmd("GC.heap_info");
        // Each generation says what is used of it; the classes' memory, which comes last, is none of the heap.
        Matcher used = Pattern.compile("used (\\d+)K").matcher(told.replaceFirst("(?s)Metaspace.*", ""));
        long kilobytes = 0;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
        }
        return kilobytes << 10;
    }

    /** Processor time that the compilers used so far, where the system tells that of threads; it falls when one ends. */
    Duration compiling() throws IOException {
        Path threads = Path.of("/proc", Long.toString(pid()), "task");
        if (!Files.isDirectory(threads)) {
            return Duration.ZERO;
        }
        long hundredths = 0;
        try (var all = Files.list(threads)) {
            for (Path thread : all.toList()) {
                String told = Files.readString(thread.resolve("stat"));
                if (told.contains("CompilerThre")) {
                    String[] numbers = told.substring(told.lastIndexOf(')') + 2).split(" ");
                    hundredths += Long.parseLong(numbers[11]) + Long.parseLong(numbers[12]);
                }
            }
        } catch (java.nio.file.NoSuchFileException ended) {
            return compiling();
        }
        return Duration.ofMillis(hundredths * 10);
    }

    private String jcmd(String command) throws Exception {
        Process asked = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String told = new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        asked.waitFor();
        return told;
    }

    /** Waits until the server has nothing left to do, a minute at most. */
    public void settle() throws InterruptedException {
        for (int second = 0; second < 60; second++) {
            Duration before = cpu();
            Thread.sleep(1_000);
            if (cpu().minus(before).toMillis() < 80) {
                return;
            }
        }
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
