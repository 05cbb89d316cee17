package vn.lienthong.hub.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.status.StatusStore;

/** Finds the dossier that a supplement, withdrawal or payment is about: what the store knows, or what was handed in just now. */
@Component
final class TargetDossiers {
    private final StatusStore dossiers;
    private final SubmissionStore submissions;
    private final Connectors connectors;

    TargetDossiers(StatusStore dossiers, SubmissionStore submissions, Connectors connectors) {
        this.dossiers = dossiers;
        this.submissions = submissions;
        this.connectors = connectors;
    }

    /** @param code that citizens quote; {@code number} is the one under which the store knows it */
    record Target(SystemId system, AgencyId agency, String code, String number, String procedure) {}

    /** Whether a system has a dossier with this code, as far as the hub knows. */
    boolean isTaken(SystemId system, String code) {
        return dossiers.find(DossierCode.of(code)).stream()
                .anyMatch(state -> state.dossier().key().sourceSystem().equals(system));
    }

    /** @throws vn.lienthong.hub.problem.Undeliverable if there is none, or more than one */
    Target find(@Nullable String code, @Nullable String agency) {
        DossierCode asked = asked(code).orElseThrow(SubmissionProblems::noSuchDossier);
        List<Target> found = new ArrayList<>();
        for (DossierState state : dossiers.find(asked)) {
            found.add(target(state.dossier()));
        }
        for (Submission handedIn : submissions.newByCode(asked.value())) {
            if (found.stream().noneMatch(known -> known.system().equals(handedIn.system()))) {
                found.add(target(handedIn));
            }
        }
        List<Target> left = found.stream()
                .filter(target -> agency == null || agency.isBlank() || isOf(target, agency.strip()))
                .toList();
        if (left.isEmpty()) {
            throw SubmissionProblems.noSuchDossier();
        }
        if (left.size() > 1) {
            throw SubmissionProblems.ambiguous(left.stream()
                    .map(target -> target.agency().value())
                    .distinct()
                    .toList());
        }
        return left.get(0);
    }

    private static Optional<DossierCode> asked(@Nullable String code) {
        try {
            return code == null ? Optional.empty() : Optional.of(DossierCode.of(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Target target(Dossier dossier) {
        String procedure = dossier.procedure().code();
        return new Target(
                dossier.key().sourceSystem(),
                dossier.agencyId(),
                dossier.quotedCode().value(),
                dossier.key().sourceDossierNo(),
                procedure == null ? "" : procedure);
    }

    private static Target target(Submission handedIn) {
        return new Target(
                handedIn.system(),
                handedIn.agency(),
                handedIn.code(),
                handedIn.code(),
                handedIn.tree().at("/procedure/code").asText());
    }

    private boolean isOf(Target target, String agency) {
        return target.agency().value().equals(agency)
                || connectors
                        .find(target.system())
                        .map(ConnectorDefinition::agency)
                        .filter(known -> known.isKnownAs(idOf(agency, known.id())))
                        .isPresent();
    }

    private static AgencyId idOf(String agency, AgencyId otherwise) {
        try {
            return AgencyId.of(agency);
        } catch (IllegalArgumentException e) {
            return AgencyId.of(otherwise.value() + "?");
        }
    }
}
