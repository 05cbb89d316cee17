package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Mapping;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.simulator.FetchedPapers;
import vn.lienthong.hub.simulator.Misbehaviour;

/**
 * Where the system takes what is handed in, each once however often it comes with the same id. It forgets all of it when it is
 * stopped; an id has the same number again then.
 */
final class Desk {
    private final ConnectorDefinition connector;
    private final SubmissionWay way;
    private final Samples samples;
    private final Misbehaviour misbehaviour;
    private final ToldChanges changes;
    private final Numbers numbers;
    private final Map<String, Taken> submissions = new LinkedHashMap<>();
    private final Map<String, Taken> dossiers = new LinkedHashMap<>();
    private final Map<String, Integer> files = new TreeMap<>();
    private final FetchedPapers papers = new FetchedPapers();

    Desk(
            ConnectorDefinition connector,
            SubmissionWay way,
            Samples samples,
            Misbehaviour misbehaviour,
            ToldChanges changes) {
        this.connector = connector;
        this.way = way;
        this.samples = samples;
        this.misbehaviour = misbehaviour;
        this.changes = changes;
        this.numbers = Numbers.of(connector, samples);
    }

    /** What comes of something that is handed in. */
    sealed interface Verdict {
        record Accepted(String number) implements Verdict {}

        /** There is no such dossier. */
        record Unknown() implements Verdict {}

        record Refused(String why) implements Verdict {}

        /** It cannot be taken now. */
        record NotNow(String why) implements Verdict {}
    }

    /** One submission, and how often it came. */
    private static final class Taken {
        private final HandedIn what;
        private final String number;
        private int times = 1;
        private long changes;

        Taken(HandedIn what, String number) {
            this.what = what;
            this.number = number;
        }
    }

    /** Takes a file that is brought before it is named; it is there from then on. */
    synchronized void keep(String sha256, int size) {
        files.put(sha256, size);
    }

    Verdict take(HandedIn in) {
        if (isRepeated(in)) {
            return new Verdict.Accepted(repeated(in));
        }
        if (misbehaviour.hits(Misbehaviour.Kind.REFUSE)) {
            return new Verdict.Refused("refused on demand");
        }
        Verdict missing = missingPaper(in);
        return missing != null ? missing : note(in);
    }

    private synchronized boolean isRepeated(HandedIn in) {
        return submissions.containsKey(in.id());
    }

    private synchronized String repeated(HandedIn in) {
        Taken before = Objects.requireNonNull(submissions.get(in.id()), "it came before");
        before.times++;
        return before.number;
    }

    private synchronized Verdict note(HandedIn in) {
        if (isRepeated(in)) {
            return new Verdict.Accepted(repeated(in));
        }
        if (in.act().isNew()) {
            String number = numbers.of(in.id(), dossiers::containsKey);
            Taken taken = new Taken(in, number);
            submissions.put(in.id(), taken);
            dossiers.put(number, taken);
            taken.changes = 1;
            changes.first(number, in);
            return new Verdict.Accepted(number);
        }
        Optional<Taken> dossier = dossier(in.number());
        if (dossier.isEmpty() && !isInSamples(in.number())) {
            return new Verdict.Unknown();
        }
        String number = dossier.map(found -> found.number).orElse(in.number());
        submissions.put(in.id(), new Taken(in, number));
        DossierStatus status = in.act().status().orElse(null);
        if (dossier.isPresent() && status != null) {
            changes.next(number, dossier.get().what, status, ++dossier.get().changes);
        }
        return new Verdict.Accepted(number);
    }

    private Optional<Taken> dossier(String asked) {
        return dossiers.values().stream()
                .filter(one -> one.number.equals(asked) || one.what.code().equals(asked))
                .findFirst();
    }

    /** A request that tells no number may be about any. */
    private boolean isInSamples(String asked) {
        Mapping mapping = connector.mapping();
        return asked.isEmpty()
                || mapping != null
                        && changes.recordsOf(samples).anyMatch(record -> ToldChanges.isAbout(mapping, record, asked));
    }

    private @Nullable Verdict missingPaper(HandedIn in) {
        for (JsonNode paper : in.attachments()) {
            String sha256 = paper.path("sha256").asText("");
            String name = paper.path("name").asText(sha256);
            try {
                if (paper.has("link") && !papers.fetch(paper.path("link").asText(), sha256)) {
                    return new Verdict.Refused("the file " + name + " is not what its link leads to");
                }
            } catch (IOException e) {
                return new Verdict.NotNow("the file " + name + " cannot be fetched now");
            }
            boolean brought = way.offer() == SubmissionWay.Offer.BYTES
                    && !(way.call() instanceof SubmissionWay.Call.Files)
                    && !sha256.isEmpty();
            if (brought && !has(sha256)) {
                return new Verdict.Refused("the file " + name + " was named and never brought");
            }
        }
        return null;
    }

    private synchronized boolean has(String sha256) {
        return files.containsKey(sha256);
    }

    /** For the controls: the numbers by the ids, how many dossiers are new, and the sizes of the files by their hashes. */
    synchronized Map<String, Object> state() {
        Map<String, String> byId = new LinkedHashMap<>();
        submissions.forEach((id, taken) -> byId.put(id, taken.number));
        Map<String, Integer> all = new TreeMap<>(files);
        all.putAll(papers.sizes());
        return Map.of("dossiers", dossiers.size(), "submissions", byId, "files", all);
    }

    /** For the controls: each dossier with what was handed in about it, in order. */
    synchronized Map<String, Object> truth() {
        Map<String, ArrayNode> byNumber = new LinkedHashMap<>();
        submissions.forEach(
                (id, taken) -> byNumber.computeIfAbsent(taken.number, any -> JsonNodeFactory.instance.arrayNode())
                        .addObject()
                        .put("id", id)
                        .put("act", taken.what.act().key())
                        .put("times", taken.times)
                        .set("told", taken.what.content()));
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        byNumber.forEach((number, handedIn) -> {
            ObjectNode one = all.addObject().put("number", number);
            dossier(number)
                    .map(taken -> taken.what.code())
                    .filter(code -> !code.isEmpty())
                    .ifPresent(code -> one.put("dossierCode", code));
            one.set("handedIn", handedIn);
        });
        return Map.of("simulator", connector.id().value(), "dossiers", all);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
