package vn.lienthong.hub.connector;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Lookup;
import vn.lienthong.hub.connector.ConnectorDefinition.LookupCall;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.connector.Fault.Hint;
import vn.lienthong.hub.contract.ContractShape;
import vn.lienthong.hub.contract.ContractShape.Operation;
import vn.lienthong.hub.contract.KeptContracts;
import vn.lienthong.hub.contract.Shape;

/**
 * How a connector leans on its system's contract.
 *
 * @param folder where the contract is kept
 * @param file its name there
 * @param from where its newest edition is fetched; null where nobody looks
 * @param every how often
 * @param credentials whether the hub shows the system its credentials when it fetches the contract there
 * @param parts the calls whose answers hold records
 * @param lines the places of the records that the mapping reads
 */
public record ContractUse(
        Path folder,
        String file,
        @Nullable URI from,
        Duration every,
        boolean credentials,
        List<Part> parts,
        List<Line> lines) {
    private static final Pattern ROOT = Pattern.compile("<(?:[\\w.-]+:)?([\\w.-]+)");

    public ContractUse {
        parts = List.copyOf(parts);
        lines = List.copyOf(lines);
    }

    /**
     * A call whose answer holds records, or an operation by which the system calls with them.
     *
     * @param told the operation's name; empty for a call of the hub's
     * @param records a JSON Pointer to them in the answer, or in the operation's element
     */
    public record Part(String method, String path, String action, String element, String told, String records) {
        static Part of(HttpCall call, String records) {
            return new Part(call.method(), call.path(), "", "", "", records);
        }

        static Part told(String operation, String records) {
            return new Part("", "", "", "", operation, records);
        }

        static Part of(SoapCall call, String records) {
            Matcher root = ROOT.matcher(call.body());
            return new Part("", "", call.action(), root.find() ? root.group(1) : "", "", records);
        }

        private Optional<Operation> operationIn(ContractShape contract) {
            if (!told.isEmpty()) {
                return Optional.ofNullable(contract.operations().get(told));
            }
            return method.isEmpty() ? contract.soap(action, element) : contract.rest(method, path);
        }

        private Optional<Shape> in(ContractShape contract) {
            return operationIn(contract).map(found -> (told.isEmpty() ? found.answer() : found.question()).at(records));
        }
    }

    /**
     * A line of the mapping that reads a place.
     *
     * @param at where it stands
     * @param places from the record on; one of them is enough
     */
    public record Line(Fault.Place at, List<String> places) {
        public Line {
            places = List.copyOf(places);
        }
    }

    /** The calls whose answers the mapping reads, or by which the system calls; empty where it reads something that no contract describes. */
    static List<Part> parts(@Nullable Intake intake, @Nullable Lookup lookup) {
        List<Part> parts = new ArrayList<>();
        if (intake instanceof Intake.SoapPoll poll) {
            parts.add(Part.of(poll.list(), poll.records()));
        } else if (intake instanceof Intake.RestPoll poll) {
            parts.add(
                    poll.detail() != null
                            ? Part.of(poll.detail(), poll.detailRecord())
                            : Part.of(poll.list(), poll.records()));
        } else if (intake instanceof Intake.SoapPush push && push.operation() != null) {
            parts.add(Part.told(push.operation(), push.records()));
        } else if (intake != null) {
            return List.of();
        }
        if (lookup != null && lookup.call() instanceof LookupCall.Soap soap) {
            parts.add(Part.of(soap.call(), lookup.record()));
        } else if (lookup != null && lookup.call() instanceof LookupCall.Rest rest) {
            parts.add(Part.of(rest.call(), lookup.record()));
        } else if (lookup != null) {
            return List.of();
        }
        return parts;
    }

    /**
     * The contract as it is kept.
     *
     * @throws IllegalArgumentException saying why it cannot be read
     */
    public ContractShape kept() {
        return KeptContracts.read(folder, file);
    }

    /** The lines of the mapping that can find nothing by the contract as it is kept; none where that cannot be read. */
    public List<Fault> misfits() {
        try {
            return misfits(kept());
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }

    /** Whether the mapping reads this place of an answer, lists passed over. */
    public boolean reads(String pointer) {
        return parts.stream().anyMatch(part -> lines.stream()
                .flatMap(line -> line.places().stream())
                .anyMatch(place ->
                        (part.records() + place).replaceAll("/\\d+(?=/|$)", "").equals(pointer)));
    }

    /** The operations that the connector asks, as the contract names them; empty where the mapping reads more than answers. */
    public Set<String> operationsIn(ContractShape contract) {
        Set<String> names = new TreeSet<>();
        contract.operations().forEach((name, operation) -> {
            if (parts.stream()
                    .anyMatch(part ->
                            part.operationIn(contract).filter(operation::equals).isPresent())) {
                names.add(name);
            }
        });
        return names;
    }

    /**
     * The lines of the mapping that can find nothing in what this contract describes; none where it does not describe all that
     * the mapping reads.
     */
    public List<Fault> misfits(ContractShape contract) {
        List<Shape> records = new ArrayList<>();
        for (Part part : parts) {
            Optional<Shape> shape = part.in(contract);
            if (shape.isEmpty()) {
                return List.of();
            }
            records.add(shape.get());
        }
        return records.isEmpty()
                ? List.of()
                : lines.stream()
                        .filter(line -> records.stream()
                                .noneMatch(record -> line.places().stream().anyMatch(record::canHave)))
                        .map(line -> misfit(line, records))
                        .toList();
    }

    private Fault misfit(Line line, List<Shape> records) {
        TreeSet<String> known = new TreeSet<>();
        records.forEach(record -> known.addAll(record.places()));
        String place = line.places().get(0);
        Bilingual misfit = Bilingual.of(
                "đọc %s, mà theo %s không bản ghi nào có", "reads %s, which no record can have by %s", place, file);
        return new Fault(
                line.at(),
                NearMiss.question(place, known, meant -> meant)
                        .map(question -> Bilingual.of("%s; %s", "%s; %s", misfit, question))
                        .orElse(misfit),
                Hint.insteadOf(place, NearMiss.suggestion(place, known)));
    }
}
