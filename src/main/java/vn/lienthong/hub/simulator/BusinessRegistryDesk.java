package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import vn.lienthong.hub.canonical.DossierStatus;

/** Where the business registry takes what is handed in: it fetches the papers by their links, and tells all errors in HTTP 200. */
final class BusinessRegistryDesk {
    private final Life life;
    private final BiFunction<String, String, Reply> errors;
    private final FetchedPapers papers = new FetchedPapers();

    /** @param errors makes the answer that tells an error, of its code and message */
    BusinessRegistryDesk(Life life, BiFunction<String, String, Reply> errors) {
        this.life = life;
        this.errors = errors;
    }

    /** The sizes of the papers that were fetched whole, by their hashes. */
    Map<String, Integer> files() {
        return papers.sizes();
    }

    /**
     * A new dossier.
     *
     * @throws IOException if a paper cannot be had now
     */
    Handed submit(JsonNode asked) throws IOException {
        JsonNode facts = asked.path("hoSo");
        if (facts.path("ChuHoSo").asText("").isBlank()) {
            return Handed.refused(errors.apply("400", "Thiếu ChuHoSo"));
        }
        Optional<String> missing = missingPaper(asked);
        return missing.map(name -> Handed.refused(errors.apply("400", "Không tải được tệp " + name)))
                .orElseGet(() -> Handed.taken(life.submitted(
                        asked.path("id").asText(),
                        facts.path("MaHoSo").asText(),
                        facts.path("MaTTHC").asText(),
                        facts.path("ChuHoSo").asText(),
                        facts.path("SoDinhDanh").asText())));
    }

    /**
     * What is said later about a dossier.
     *
     * @throws IOException if a paper cannot be had now
     */
    Handed amend(JsonNode asked) throws IOException {
        Optional<String> missing = missingPaper(asked);
        if (missing.isPresent()) {
            return Handed.refused(errors.apply("400", "Không tải được tệp " + missing.get()));
        }
        boolean withdraws = asked.path("viec").asText().equals("withdraw");
        return life.handedIn(
                        asked.path("id").asText(),
                        asked.path("masohoso").asText(),
                        withdraws ? DossierStatus.WITHDRAWAL_REQUESTED : null)
                .map(Handed::taken)
                .orElseGet(() -> Handed.refused(errors.apply("404", "Không tìm thấy hồ sơ")));
    }

    private Optional<String> missingPaper(JsonNode asked) throws IOException {
        for (JsonNode paper : asked.path("tep")) {
            if (!papers.fetch(paper.path("link").asText(), paper.path("sha256").asText())) {
                return Optional.of(paper.path("name").asText());
            }
        }
        return Optional.empty();
    }

    /** What became of it: the dossier, or the answer that refuses it. */
    record Handed(Optional<Told> dossier, Optional<Reply> refusal) {
        private static Handed taken(Told dossier) {
            return new Handed(Optional.of(dossier), Optional.empty());
        }

        private static Handed refused(Reply answer) {
            return new Handed(Optional.empty(), Optional.of(answer));
        }
    }
}
