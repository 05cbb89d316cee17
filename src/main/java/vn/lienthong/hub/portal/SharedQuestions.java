package vn.lienthong.hub.portal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import vn.lienthong.hub.agency.AgencyAnswer;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;

/**
 * Puts questions to agencies so that many callers who want to know the same share one question, and so that a dossier an
 * agency has just disowned is not asked for again at once.
 */
final class SharedQuestions {
    private static final int MOST_REMEMBERED = 20_000;

    private final Asking asking;
    private final Executor askers;
    private final ConcurrentHashMap<Question, CompletableFuture<AgencyAnswer>> open = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<SystemId, Semaphore> room = new ConcurrentHashMap<>();
    private final int mostOpen;
    private final Cache<Question, AgencyAnswer.NoSuchDossier> disowned;

    /**
     * @param askers runs the questions, and refuses those it has no thread for
     * @param disownedFor how long an agency's "there is no such dossier" is good
     * @param mostOpen how many questions may be open at one agency
     */
    SharedQuestions(Asking asking, Executor askers, Duration disownedFor, int mostOpen) {
        this.asking = asking;
        this.askers = askers;
        this.mostOpen = mostOpen;
        this.disowned = Caffeine.newBuilder()
                .expireAfterWrite(disownedFor)
                .maximumSize(MOST_REMEMBERED)
                .build();
    }

    /** Asks by the first code, and by the next one if the agency has no dossier of that one. Never fails by itself. */
    CompletableFuture<AgencyAnswer> ask(ConnectorDefinition system, List<DossierCode> codes) {
        CompletableFuture<AgencyAnswer> first = ask(system, codes.get(0));
        if (codes.size() == 1) {
            return first;
        }
        return first.thenCompose(answer -> answer instanceof AgencyAnswer.NoSuchDossier
                ? ask(system, codes.subList(1, codes.size()))
                : CompletableFuture.completedFuture(answer));
    }

    private CompletableFuture<AgencyAnswer> ask(ConnectorDefinition system, DossierCode code) {
        var question = new Question(system.id(), code);
        AgencyAnswer.NoSuchDossier no = disowned.getIfPresent(question);
        if (no != null) {
            return CompletableFuture.completedFuture(no);
        }
        var mine = new CompletableFuture<AgencyAnswer>();
        CompletableFuture<AgencyAnswer> another = open.putIfAbsent(question, mine);
        if (another != null) {
            return another;
        }
        Semaphore places = room.computeIfAbsent(system.id(), unasked -> new Semaphore(mostOpen));
        if (!places.tryAcquire()) {
            return tooBusy(question, mine);
        }
        try {
            askers.execute(() -> put(question, system, mine, places));
        } catch (RejectedExecutionException e) {
            places.release();
            return tooBusy(question, mine);
        }
        return mine;
    }

    private CompletableFuture<AgencyAnswer> tooBusy(Question question, CompletableFuture<AgencyAnswer> mine) {
        open.remove(question, mine);
        mine.complete(new AgencyAnswer.Silent(LookupRefusals.tooBusyToAsk()));
        return mine;
    }

    private void put(
            Question question, ConnectorDefinition system, CompletableFuture<AgencyAnswer> mine, Semaphore places) {
        try {
            AgencyAnswer answer = asking.ask(system, question.code());
            if (answer instanceof AgencyAnswer.NoSuchDossier no) {
                disowned.put(question, no);
            }
            open.remove(question, mine);
            mine.complete(answer);
        } catch (RuntimeException | Error e) {
            open.remove(question, mine);
            mine.completeExceptionally(e);
        } finally {
            places.release();
        }
    }

    private record Question(SystemId system, DossierCode code) {}

    /** Asks one agency for one dossier and waits for what it says. */
    @FunctionalInterface
    interface Asking {
        AgencyAnswer ask(ConnectorDefinition system, DossierCode code);
    }
}
