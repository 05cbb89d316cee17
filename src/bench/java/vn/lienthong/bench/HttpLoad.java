package vn.lienthong.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * Sends HTTP requests over kept connections and measures each from the moment it was <em>due</em>, not from the moment it could be
 * sent: a stalled server is charged for every request it kept waiting (no coordinated omission).
 */
public final class HttpLoad {
    private final int port;
    private final boolean anyAnswer;
    private final LongAdder problems = new LongAdder();

    public HttpLoad(int port) {
        this(port, false);
    }

    /** @param anyAnswer whether an answer that tells a problem is as good as any */
    HttpLoad(int port, boolean anyAnswer) {
        this.port = port;
        this.anyAnswer = anyAnswer;
    }

    /** How many answers told a problem, where any will do. */
    long problems() {
        return problems.sum();
    }

    /** What a request is made of. */
    public record Request(String method, String path, String headers, String body) {
        byte[] bytes() {
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers
                    + (content.length > 0 && !headers.contains("Content-Type:")
                            ? "Content-Type: application/json\r\n"
                            : "")
                    + "Content-Length: "
                    + content.length + "\r\n\r\n";
            byte[] start = head.getBytes(StandardCharsets.UTF_8);
            byte[] whole = new byte[start.length + content.length];
            System.arraycopy(start, 0, whole, 0, start.length);
            System.arraycopy(content, 0, whole, start.length, content.length);
            return whole;
        }
    }

    /**
     * What a run measured.
     *
     * @param done answered requests
     * @param seconds how long the run took
     * @param latency in microseconds from when each was due
     */
    public record Outcome(long done, double seconds, Histogram latency) {
        double rate() {
            return done / seconds;
        }
    }

    /** Sends the request until it is answered well, a minute at most: a server may listen before it can do all it does. */
    public void await(Request request) throws Exception {
        for (int tries = 0; ; tries++) {
            try {
                flatOut(1, 1, unused -> request);
                return;
            } catch (ExecutionException e) {
                if (tries == 300) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    /** As fast as {@code senders} connections allow: for throughput. Its latencies are the service times. */
    public Outcome flatOut(int senders, long requests, LongFunction<Request> make) throws Exception {
        return run(senders, requests, 0, make);
    }

    /** At a fixed rate in all, for latency. */
    public Outcome atRate(int senders, long requests, double perSecond, LongFunction<Request> make) throws Exception {
        return run(senders, requests, perSecond, make);
    }

    private Outcome run(int senders, long requests, double perSecond, LongFunction<Request> make) throws Exception {
        var pool = Executors.newFixedThreadPool(senders);
        var next = new AtomicLong();
        long begin = System.nanoTime();
        try {
            List<Callable<Histogram>> work = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                work.add(() -> send(next, requests, begin, perSecond, make));
            }
            var all = new Histogram(60_000_000L, 3);
            for (Future<Histogram> one : pool.invokeAll(work)) {
                all.add(one.get());
            }
            return new Outcome(all.getTotalCount(), (System.nanoTime() - begin) / 1e9, all);
        } finally {
            pool.shutdown();
            pool.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private Histogram send(AtomicLong next, long requests, long begin, double perSecond, LongFunction<Request> make)
            throws IOException {
        var latency = new Histogram(60_000_000L, 3);
        Connection connection = new Connection(port);
        try {
            for (long n = next.getAndIncrement(); n < requests; n = next.getAndIncrement()) {
                byte[] request = make.apply(n).bytes();
                long due = System.nanoTime();
                if (perSecond > 0) {
                    due = begin + (long) (n * 1e9 / perSecond);
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                }
                if (connection.isLast) {
                    connection.close();
                    connection = new Connection(port);
                }
                int status = connection.answer(request);
                if (status / 100 != 2) {
                    if (!anyAnswer) {
                        throw new IOException("answer " + status + " to request " + n);
                    }
                    problems.increment();
                }
                latency.recordValue(Math.min(60_000_000L, (System.nanoTime() - due) / 1_000));
            }
        } finally {
            connection.close();
        }
        return latency;
    }

    /** One that is kept until the server says that it closes it, as servers do after some problems. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket = new Socket();
        private final InputStream in;
        private boolean isLast;

        Connection(int port) throws IOException {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            in = new BufferedInputStream(socket.getInputStream(), 16_384);
        }

        int answer(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            String status = line(in);
            int length = -1;
            boolean chunked = false;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                String lower = header.toLowerCase(java.util.Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).trim());
                } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                    chunked = true;
                } else if (lower.startsWith("connection:") && lower.contains("close")) {
                    isLast = true;
                }
            }
            if (chunked) {
                for (int size = Integer.parseInt(line(in).trim(), 16);
                        size > 0;
                        size = Integer.parseInt(line(in).trim(), 16)) {
                    in.skipNBytes(size + 2L);
                }
                line(in);
            } else if (length > 0) {
                in.skipNBytes(length);
            }
            return Integer.parseInt(status.substring(9, 12));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
