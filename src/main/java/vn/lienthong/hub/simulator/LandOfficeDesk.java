package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.lienthong.hub.canonical.DossierStatus;

/** Where the land office takes what is handed in: files by their hash, dossiers, and what is said about them later. */
final class LandOfficeDesk {
    private final Life life;
    private final Map<String, Integer> files = new ConcurrentHashMap<>();

    LandOfficeDesk(Life life) {
        this.life = life;
    }

    /** The sizes of the files that came whole, by their hashes. */
    Map<String, Integer> files() {
        return Map.copyOf(files);
    }

    Reply file(Request request, String sha256) {
        if (!request.method().equals("PUT")) {
            return Reply.problem(405, "files are put here");
        }
        if (!hash(request.body()).equals(sha256)) {
            return Reply.problem(422, "the file is not what its address says");
        }
        files.put(sha256, request.body().length);
        return Reply.json(200, Map.of("sha256", sha256));
    }

    Reply handIn(Request request, String path) {
        JsonNode body = body(request);
        String id = body.path("id").asText("");
        if (id.isEmpty()) {
            return Reply.problem(400, "id is missing");
        }
        if (path.isEmpty()) {
            return newDossier(body, id);
        }
        String[] parts = path.substring(1).split("/", -1);
        if (parts.length != 2) {
            return Reply.problem(404, "no such address");
        }
        DossierStatus status = parts[1].equals("withdrawal") ? DossierStatus.WITHDRAWAL_REQUESTED : null;
        Optional<Told> dossier = life.handedIn(id, Request.decoded(parts[0]), status);
        return dossier.map(told -> Reply.json(200, Map.of("code", told.facts().number())))
                .orElseGet(() -> Reply.problem(404, "no such dossier"));
    }

    private Reply newDossier(JsonNode body, String id) {
        for (JsonNode file : body.path("files")) {
            if (!files.containsKey(file.path("sha256").asText())) {
                return Reply.problem(422, "a file was named and never brought");
            }
        }
        JsonNode dossier = body.path("dossier");
        JsonNode applicant = dossier.at("/applicant/data");
        if (applicant.path("fullname").asText("").isBlank()) {
            return Reply.problem(422, "dossier/applicant/data/fullname is missing");
        }
        Told told = life.submitted(
                id,
                body.path("portalCode").asText(),
                dossier.at("/procedure/code").asText(),
                applicant.path("fullname").asText(),
                applicant.path("identityNumber").asText());
        return Reply.json(201, Map.of("code", told.facts().number(), "message", "Đã tiếp nhận"));
    }

    private static JsonNode body(Request request) {
        try {
            return Json.MAPPER.readTree(request.body());
        } catch (IOException e) {
            throw new IllegalArgumentException("the body is no JSON", e);
        }
    }

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
