package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.submission.TargetDossiers.Target;

/** Checks what was handed in against what its agency takes, procedure by procedure, and tells all that is wrong at once. */
@Component("submissionCheck")
public final class SubmissionCheck {
    private final Connectors connectors;
    private final TargetDossiers targets;
    private final SubmissionBody bodies;
    private final SubmissionStore store;

    SubmissionCheck(Connectors connectors, TargetDossiers targets, SubmissionBody bodies, SubmissionStore store) {
        this.connectors = connectors;
        this.targets = targets;
        this.bodies = bodies;
        this.store = store;
    }

    /**
     * What is to be kept; or the receipt of before, where the same was handed in with the same key.
     *
     * @return a {@link Receipt} or a {@link Draft}
     * @throws vn.lienthong.hub.problem.Undeliverable saying all that is wrong with it
     */
    public Object check(Handed handed) {
        String digest = digest(handed);
        Optional<SubmissionStore.Keeping.Known> before =
                store.byKey(handed.caller().id(), key(handed));
        if (before.isPresent()) {
            return repeated(before.get(), digest);
        }
        return handed.act() == PortalAct.SUBMIT ? newDossier(handed, digest) : ofDossier(handed, digest);
    }

    static Receipt repeated(SubmissionStore.Keeping.Known before, String digest) {
        if (!before.digest().equals(digest)) {
            throw SubmissionProblems.keyUsed();
        }
        return new Receipt(before.submission(), true);
    }

    private static String digest(Handed handed) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.put("act", handed.act().key());
        whole.put("code", handed.code());
        whole.put("agency", handed.agency());
        whole.set("body", handed.body());
        return SubmissionJson.sortedHash(whole);
    }

    private Draft newDossier(Handed handed, String digest) {
        var faults = new Faults();
        JsonNode body = handed.body();
        String agency = faults.text(body, "", "agency", 50, true);
        String procedure = faults.text(body, "", "procedure", 100, true);
        String code = code(faults, body);
        if (agency == null || procedure == null) {
            bodies.gatherAlone(faults, body);
            faults.tell();
        }
        ConnectorDefinition system = systemOf(handed.caller(), Objects.requireNonNull(agency), procedure);
        SubmissionWay way = wayOf(system, PortalAct.SUBMIT);
        SubmissionWay.Procedure taken = way.procedure(Objects.requireNonNull(procedure))
                .orElseThrow(() ->
                        SubmissionProblems.unknownProcedure(way.procedures().keySet()));
        SubmissionBody.Read read = bodies.newDossier(faults, handed, taken);
        faults.tell();
        if (code != null && targets.isTaken(system.id(), code)) {
            throw SubmissionProblems.codeTaken(code);
        }
        AgencyId id = Objects.requireNonNull(system.agency(), "a system that takes submissions has an agency")
                .id();
        return draft(handed, digest, system.id(), id, code, null, read);
    }

    private static @Nullable String code(Faults faults, JsonNode body) {
        String code = faults.text(body, "", "code", DossierCode.LONGEST, false);
        if (code != null && code.chars().anyMatch(Character::isISOControl)) {
            faults.add("/code", "phải là một dòng chữ", "has to be one line of text");
            return null;
        }
        return code;
    }

    private Draft ofDossier(Handed handed, String digest) {
        Target target = targets.find(handed.code(), handed.agency());
        ConnectorDefinition system = connectors
                .find(target.system())
                .orElseThrow(() -> SubmissionProblems.takesNone(target.agency().value()));
        if (!handed.caller().maySubmitTo(system.id())) {
            throw SubmissionProblems.mayNotSubmit(
                    handed.caller().id(), target.agency().value());
        }
        SubmissionWay way = wayOf(system, handed.act());
        var faults = new Faults();
        SubmissionBody.Read read = bodies.ofDossier(
                faults, handed, way.procedure(target.procedure()).orElse(null));
        faults.tell();
        return draft(handed, digest, system.id(), target.agency(), target.code(), target.number(), read);
    }

    private static Draft draft(
            Handed handed,
            String digest,
            SystemId system,
            AgencyId agency,
            @Nullable String code,
            @Nullable String number,
            SubmissionBody.Read read) {
        Caller caller = handed.caller();
        return new Draft(
                UUID.randomUUID().toString(),
                handed.act(),
                system,
                agency,
                code,
                number,
                caller.portal() == null ? SystemId.of(caller.id()) : caller.portal(),
                read.content(),
                read.attachments(),
                caller.id(),
                key(handed),
                digest);
    }

    private static String key(Handed handed) {
        return Objects.requireNonNull(handed.key(), "nothing passes the gate without a key");
    }

    /** The agency's system that takes this procedure, of those the caller may hand in for. */
    private ConnectorDefinition systemOf(Caller caller, String agency, @Nullable String procedure) {
        AgencyId id;
        try {
            id = AgencyId.of(agency);
        } catch (IllegalArgumentException e) {
            throw SubmissionProblems.unknownAgency("?");
        }
        List<ConnectorDefinition> systems = connectors.ofAgency(id);
        if (systems.isEmpty()) {
            throw SubmissionProblems.unknownAgency(agency);
        }
        List<ConnectorDefinition> taking =
                systems.stream().filter(system -> system.submission() != null).toList();
        if (taking.isEmpty()) {
            throw SubmissionProblems.takesNone(agency);
        }
        List<ConnectorDefinition> allowed = taking.stream()
                .filter(system -> caller.maySubmitTo(system.id()))
                .toList();
        if (allowed.isEmpty()) {
            throw SubmissionProblems.mayNotSubmit(caller.id(), agency);
        }
        return allowed.stream()
                .filter(system -> procedure != null && takes(system, procedure))
                .findFirst()
                .orElse(allowed.get(0));
    }

    private static boolean takes(ConnectorDefinition system, String procedure) {
        return system.submission() != null
                && system.submission().procedure(procedure).isPresent();
    }

    private static SubmissionWay wayOf(ConnectorDefinition system, PortalAct act) {
        SubmissionWay way = system.submission();
        if (way == null) {
            throw SubmissionProblems.takesNone(
                    system.agency() == null
                            ? system.id().value()
                            : system.agency().id().value());
        }
        if (!way.acts().contains(act)) {
            throw SubmissionProblems.takesNoSuchAct(system.id(), act);
        }
        return way;
    }
}
