package vn.lienthong.hub.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import vn.lienthong.hub.canonical.DossierStatus;

/** Where the civil registry takes what is handed in: it fetches the papers by their links, and says no in an answer of success. */
final class RegistryDesk {
    private static final String TAKEN = "0";
    private static final String REFUSED = "1";
    private static final String UNKNOWN = "404";

    private final Life life;
    private final Map<String, Integer> files = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    RegistryDesk(Life life) {
        this.life = life;
    }

    /** The sizes of the papers that were fetched whole, by their hashes. */
    Map<String, Integer> files() {
        return Map.copyOf(files);
    }

    Reply submit(SoapRequest soap) {
        Element asked = soap.body();
        Element facts = SafeXml.child(asked, RegistryContract.NAMESPACE, "hoSo");
        if (facts == null || RegistryContract.text(facts, "soDinhDanh").isEmpty()) {
            return answer(soap, "SubmitDossierResponse", REFUSED, "Thiếu số định danh của người nộp", null);
        }
        Optional<String> missing = missingPaper(asked);
        if (missing.isPresent()) {
            return answer(soap, "SubmitDossierResponse", REFUSED, missing.get(), null);
        }
        Told told = life.submitted(
                RegistryContract.text(asked, "id"),
                RegistryContract.text(facts, "maHoSo"),
                RegistryContract.text(facts, "maThuTuc"),
                RegistryContract.text(facts, "chuHoSo"),
                RegistryContract.text(facts, "soDinhDanh"));
        return answer(
                soap,
                "SubmitDossierResponse",
                TAKEN,
                "Đã tiếp nhận",
                told.facts().number());
    }

    Reply amend(SoapRequest soap) {
        Element asked = soap.body();
        Optional<String> missing = missingPaper(asked);
        if (missing.isPresent()) {
            return answer(soap, "AmendDossierResponse", REFUSED, missing.get(), null);
        }
        boolean withdraws = RegistryContract.text(asked, "viec").equals("withdraw");
        Optional<Told> told = life.handedIn(
                RegistryContract.text(asked, "id"),
                RegistryContract.text(asked, "soHoSo"),
                withdraws ? DossierStatus.WITHDRAWAL_REQUESTED : null);
        return told.isPresent()
                ? answer(soap, "AmendDossierResponse", TAKEN, "Đã tiếp nhận", null)
                : answer(soap, "AmendDossierResponse", UNKNOWN, "Không có hồ sơ này", null);
    }

    /** Why a paper is not here after it was fetched; empty if all are. */
    private Optional<String> missingPaper(Element asked) {
        Element papers = SafeXml.child(asked, RegistryContract.NAMESPACE, "tep");
        for (Element paper : papers == null ? List.<Element>of() : SafeXml.children(papers)) {
            if (!fetched(RegistryContract.text(paper, "link"), RegistryContract.text(paper, "sha256"))) {
                return Optional.of("Không tải được tệp " + RegistryContract.text(paper, "name"));
            }
        }
        return Optional.empty();
    }

    private boolean fetched(String link, String sha256) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(link))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200
                    || !LandOfficeDesk.hash(answer.body()).equals(sha256)) {
                return false;
            }
            files.put(sha256, answer.body().length);
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Reply answer(
            SoapRequest soap, String element, String verdict, String words, @Nullable String number) {
        return SoapWriter.answer(soap.version(), xml -> {
            xml.writeStartElement(element);
            xml.writeDefaultNamespace(RegistryContract.NAMESPACE);
            SoapWriter.element(xml, "ketQua", verdict);
            SoapWriter.element(xml, "thongBao", words);
            SoapWriter.element(xml, "soHoSo", number);
            xml.writeEndElement();
        });
    }
}
