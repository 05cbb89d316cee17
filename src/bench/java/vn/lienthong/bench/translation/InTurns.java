package vn.lienthong.bench.translation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same as {@link Translations}, in turns in one process, by the processor time of the thread that translates: for machines that
 * do other work as well, on which JMH's clock tells nothing. The least of several turns counts. Prints Markdown.
 */
public final class InTurns {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 5;
    private static final int TURNS = 7;

    /** Keeps what is read from being left out by the compiler. */
    static @Nullable Object kept;

    private InTurns() {}

    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        for (String kilobytes :
                System.getProperty("bench.kilobytes", "1,10,100,10000").split(",")) {
            size(Integer.parseInt(kilobytes));
        }
    }

    private static void size(int kilobytes) throws Exception {
        Translations of = new Translations();
        of.kilobytes = kilobytes;
        of.documents();
        Map<String, Work> json = new LinkedHashMap<>();
        json.put("engine", of::toJsonByEngine);
        json.put("bare", () -> of.toJsonBare(seen -> kept = seen));
        json.put("bound", of::toJsonBound);
        json.put("tree", of::toJsonByTree);
        table("XML to JSON", kilobytes, json);
        Map<String, Work> xml = new LinkedHashMap<>();
        xml.put("engine", of::toXmlByEngine);
        xml.put("bare", () -> of.toXmlBare(seen -> kept = seen));
        xml.put("bound", of::toXmlBound);
        xml.put("tree", of::toXmlByTree);
        table("JSON to XML", kilobytes, xml);
    }

    private static void table(String direction, int kilobytes, Map<String, Work> all) throws Exception {
        Map<String, Double> least = new LinkedHashMap<>();
        int times = Math.max(1, 20_000 / kilobytes);
        for (int turn = 0; turn < WARM_UP + TURNS; turn++) {
            for (Map.Entry<String, Work> one : all.entrySet()) {
                double each = each(one.getValue(), times);
                if (turn >= WARM_UP) {
                    least.merge(one.getKey(), each, Math::min);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %s, %d kB | %s | engine : bare %.2f |%n",
                direction,
                kilobytes,
                String.join(
                        " | ",
                        least.entrySet().stream()
                                .map(one -> String.format(Locale.ROOT, "%s %.1f", one.getKey(), one.getValue()))
                                .toList()),
                least.getOrDefault("engine", 0.0) / least.getOrDefault("bare", 1.0));
    }

    private static double each(Work work, int times) throws Exception {
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return (THREADS.getCurrentThreadCpuTime() - begin) / 1e3 / times;
    }
}
