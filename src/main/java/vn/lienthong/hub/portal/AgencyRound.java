package vn.lienthong.hub.portal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.AgencyAnswer;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.StatusAnswer;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.status.StatusStore;
import vn.lienthong.hub.status.Timelines;

/** Asks the agencies that could know, all at once, and makes one answer of what they say in time. */
@Component("agencyRound")
public final class AgencyRound {
    private final SharedQuestions questions;
    private final KnownDossiers knownDossiers;
    private final StatusStore store;
    private final Timelines timelines;
    private final Clock clock;

    AgencyRound(
            SharedQuestions questions,
            KnownDossiers knownDossiers,
            StatusStore store,
            Timelines timelines,
            Clock clock) {
        this.questions = questions;
        this.knownDossiers = knownDossiers;
        this.store = store;
        this.timelines = timelines;
        this.clock = clock;
    }

    /** @throws TryAgainLater if nothing is known and an agency that could know was silent */
    public Finding ask(Finding finding) {
        Map<SystemId, CompletableFuture<AgencyAnswer>> asked = new LinkedHashMap<>();
        for (ConnectorDefinition system : finding.toAsk()) {
            asked.put(system.id(), questions.ask(system, codesFor(finding)));
        }
        List<StatusChange> told = new ArrayList<>();
        List<SystemId> silent = new ArrayList<>();
        asked.forEach((system, answer) -> {
            AgencyAnswer heard = await(system, answer, finding.inquiry());
            note(finding, system, heard);
            if (heard instanceof AgencyAnswer.Told said) {
                told.addAll(said.changes());
            } else if (heard instanceof AgencyAnswer.Silent) {
                silent.add(system);
            }
        });
        return Finding.answered(finding.inquiry(), answer(finding, told, silent));
    }

    private void note(Finding finding, SystemId system, AgencyAnswer heard) {
        DossierState known = finding.known();
        if (known != null) {
            String outcome = heard instanceof AgencyAnswer.Told
                    ? "told"
                    : heard instanceof AgencyAnswer.Silent ? "silent" : "unknown";
            timelines.lookedUp(known.dossier().key(), system, outcome, clock.instant());
        }
    }

    /** What was found out, however it was. */
    public StatusAnswer conclude(Finding finding) {
        return Objects.requireNonNull(finding.answer(), "a finding that reaches the end of the route has an answer");
    }

    private StatusAnswer answer(Finding finding, List<StatusChange> told, List<SystemId> silent) {
        DossierState known = finding.known();
        if (!told.isEmpty()) {
            return new StatusAnswer.Current(theOne(finding, told), StatusAnswer.Source.AGENCY);
        }
        if (known != null) {
            return new StatusAnswer.LastKnown(known);
        }
        if (!silent.isEmpty()) {
            throw new TryAgainLater(
                    LookupRefusals.nobodyAnswered(finding.inquiry().lookup(), silent));
        }
        return new StatusAnswer.NoSuchDossier(finding.inquiry().lookup());
    }

    private DossierState theOne(Finding finding, List<StatusChange> told) {
        Map<DossierKey, List<StatusChange>> byDossier = told.stream()
                .collect(Collectors.groupingBy(
                        change -> change.dossier().key(), LinkedHashMap::new, Collectors.toList()));
        List<DossierState> states = byDossier.entrySet().stream()
                .map(dossier -> ToldState.of(known(finding, dossier.getKey()), dossier.getValue()))
                .toList();
        return knownDossiers.theOne(finding.inquiry().lookup(), states).orElseGet(() -> states.get(0));
    }

    private @Nullable DossierState known(Finding finding, DossierKey dossier) {
        DossierState known = finding.known();
        return known != null && known.dossier().key().equals(dossier)
                ? known
                : store.find(dossier).orElse(null);
    }

    /** A system knows its dossiers by its own numbers; the code that was asked for may be the national one. */
    private static List<DossierCode> codesFor(Finding finding) {
        DossierCode asked = finding.inquiry().lookup().code();
        DossierState known = finding.known();
        if (known == null) {
            return List.of(asked);
        }
        DossierCode own = new DossierCode(known.dossier().key().sourceDossierNo());
        return own.equals(asked) ? List.of(own) : List.of(own, asked);
    }

    private AgencyAnswer await(SystemId system, CompletableFuture<AgencyAnswer> answer, Inquiry inquiry) {
        Duration left = Duration.between(clock.instant(), inquiry.answerBy());
        try {
            return answer.get(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new AgencyAnswer.Silent(LookupRefusals.noAnswerInTime(system));
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking " + system + " failed unforeseen", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new AgencyAnswer.Silent(LookupRefusals.tooBusyToAsk());
        }
    }
}
