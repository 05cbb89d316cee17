package vn.lienthong.hub.agency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.Batch.BadRecord;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.DeadLetters.Original;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.wire.CanonicalJson;

/** Keeps what an agency sent and the hub could not use, until somebody mends the cause and replays it. */
@Component
public final class BadRecords {
    private static final JsonMapper MAPPER = new JsonMapper();
    /** More of an unreadable payload is not kept; its sender or its folder has the rest. */
    static final int LONGEST_PAYLOAD = 1 << 20;

    private static final int MOST_TOLD = 5;

    private final DeadLetters deadLetters;
    private final Clock clock;

    BadRecords(DeadLetters deadLetters, Clock clock) {
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /**
     * Keeps each bad record of a batch; on disk when this returns.
     *
     * @return the dead letters' ids, in the order of the bad records
     */
    public List<Long> keep(Batch batch) {
        List<Long> ids = new ArrayList<>();
        for (BadRecord bad : batch.bad()) {
            var original = new Original(Form.RECORD, "application/json", json(bad));
            ids.add(deadLetters.keep(
                    batch.connector(), together(bad.problems()), original, bad.dossierNo(), clock.instant()));
        }
        return ids;
    }

    /** Keeps a payload that could not be read; on disk when this returns. */
    public long keepPayload(SystemId connector, Problem problem, String contentType, byte[] payload) {
        byte[] kept = payload.length <= LONGEST_PAYLOAD ? payload : java.util.Arrays.copyOf(payload, LONGEST_PAYLOAD);
        var original = new Original(Form.PAYLOAD, contentType, kept);
        return deadLetters.keep(connector, problem, original, null, clock.instant());
    }

    /** Keeps a change that the store refuses; on disk when this returns. */
    public void keepChange(StatusChange change, Problem problem) {
        var original = new Original(Form.CHANGE, "application/json", CanonicalJson.write(change));
        deadLetters.keep(
                change.system(), problem, original, change.dossier().key().sourceDossierNo(), clock.instant());
    }

    /** One problem for a record of several: the first, saying the others too. */
    static Problem together(List<Problem> problems) {
        Problem first = problems.get(0);
        if (problems.size() == 1) {
            return first;
        }
        return new Problem(
                first.kind(),
                first.origin(),
                first.stage(),
                new Bilingual(
                        joined(problems, problem -> problem.detail().vi()),
                        joined(problems, problem -> problem.detail().en())),
                new Bilingual(
                        joined(problems, problem -> problem.remedy().vi()),
                        joined(problems, problem -> problem.remedy().en())),
                first.pointer());
    }

    private static String joined(List<Problem> problems, java.util.function.Function<Problem, String> text) {
        return problems.stream().map(text).distinct().limit(MOST_TOLD).collect(Collectors.joining(" "));
    }

    private static byte[] json(BadRecord bad) {
        try {
            return MAPPER.writeValueAsBytes(bad.record());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree has a JSON form", e);
        }
    }
}
