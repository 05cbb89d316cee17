package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.Fault.Hint;

/**
 * What the definitions have to keep towards each other. Between two that claim the same, the one that runs already keeps
 * it, else the one whose id comes first: a newcomer takes nothing away.
 */
final class RulesAcross {
    private final Predicate<String> runs;
    private final SortedSet<String> ids = new TreeSet<>();
    private final Map<String, List<ConnectorFolder>> byDeclaredId = new HashMap<>();
    private final Map<Claim, List<ConnectorFolder>> claims = new HashMap<>();

    /** @param runs whether the connector of an id runs already */
    RulesAcross(Collection<ConnectorFolder> folders, Predicate<String> runs) {
        this.runs = runs;
        for (ConnectorFolder folder : folders) {
            String id = folder.declaredId();
            if (!id.isEmpty()) {
                ids.add(id);
                byDeclaredId.computeIfAbsent(id, any -> new ArrayList<>()).add(folder);
            }
            if (!folder.hasFaults()) {
                claimsOf(folder).forEach(claim -> claims.computeIfAbsent(claim, any -> new ArrayList<>())
                        .add(folder));
            }
        }
    }

    /** Adds to the folder's faults what it has against the others. */
    void check(ConnectorFolder folder) {
        idIsItsOwn(folder);
        sourcesAreThere(folder);
        agencyIsItsOwn(folder);
    }

    private void idIsItsOwn(ConnectorFolder folder) {
        String id = folder.declaredId();
        Optional<ConnectorFolder> owner = byDeclaredId.getOrDefault(id, List.of()).stream()
                .filter(other -> !isSame(other, folder)
                        && other.folderName().equals(id)
                        && (!folder.folderName().equals(id) || other.keptIn() == KeptIn.DATABASE))
                .findFirst();
        owner.ifPresent(other -> folder.connector()
                .faultAt(
                        "/id",
                        Bilingual.of(
                                other.keptIn() == KeptIn.DATABASE
                                        ? "là %s, mã mà %s đã dùng, đăng ký qua API; xoá nó ở đó trước, hoặc chọn mã khác"
                                        : "là %s, mã mà %s đã dùng",
                                other.keptIn() == KeptIn.DATABASE
                                        ? "is %s, which is the id of %s already, registered through the API; delete it"
                                                + " there first, or take another id"
                                        : "is %s, which is the id of %s already",
                                FoundValue.quoted(id),
                                other.name()),
                        Hint.NONE));
    }

    private void sourcesAreThere(ConnectorFolder folder) {
        JsonNode from = folder.connector().at("/delivery/from");
        for (int i = 0; i < from.size(); i++) {
            String source = from.get(i).asText();
            if (!ids.contains(source) || source.equals(folder.declaredId())) {
                List<String> others = ids.stream()
                        .filter(id -> !id.equals(folder.declaredId()))
                        .toList();
                folder.connector()
                        .faultAt(
                                "/delivery/from/" + i,
                                Bilingual.of(
                                        "là %s, không phải kết nối nào khác; %s",
                                        "is %s, which is no other connector; %s",
                                        FoundValue.quoted(source),
                                        NearMiss.question(source, others, meant -> meant)
                                                .orElseGet(() -> expectedOneOf(others))),
                                Hint.insteadOf(source, NearMiss.suggestion(source, others)));
            }
        }
    }

    private static Bilingual expectedOneOf(List<String> others) {
        return Bilingual.of("cần một trong: %s", "expected one of %s", String.join(", ", others));
    }

    private void agencyIsItsOwn(ConnectorFolder folder) {
        for (Claim claim : claimsOf(folder)) {
            claims.getOrDefault(claim, List.of()).stream()
                    .filter(other -> !isSame(other, folder) && goesFirst(other, folder))
                    .findFirst()
                    .ifPresent(other -> folder.connector()
                            .faultAt(
                                    "/agency/id",
                                    "là %s, mà %s đã là %s của cơ quan đó; nếu cơ quan có hai hệ thống, đặt tên từng"
                                            + " hệ thống ở agency/system",
                                    "is %1$s, whose %3$s is %2$s already; if the agency has two systems, name each in"
                                            + " agency/system",
                                    FoundValue.quoted(claim.agency()),
                                    other.name(),
                                    claim.role()));
        }
    }

    private boolean goesFirst(ConnectorFolder other, ConnectorFolder folder) {
        boolean otherRuns = runs.test(other.folderName());
        return otherRuns == runs.test(folder.folderName())
                ? other.folderName().compareTo(folder.folderName()) < 0
                : otherRuns;
    }

    private static boolean isSame(ConnectorFolder one, ConnectorFolder other) {
        return one.place().equals(other.place());
    }

    private static List<Claim> claimsOf(ConnectorFolder folder) {
        JsonNode agency = folder.connector().at("/agency");
        List<String> names = new ArrayList<>();
        names.add(agency.path("id").asText());
        agency.path("aliases").forEach(alias -> names.add(alias.asText()));
        return Stream.of("intake", "lookup")
                .filter(role -> agency.isObject() && folder.connector().tree().has(role))
                .flatMap(role -> names.stream()
                        .distinct()
                        .map(name -> new Claim(name, agency.path("system").asText(""), role)))
                .toList();
    }

    private record Claim(String agency, String system, String role) {}
}
