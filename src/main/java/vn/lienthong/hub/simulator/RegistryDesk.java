package vn.lienthong.hub.simulator;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import vn.lienthong.hub.canonical.DossierStatus;

/** Where the civil registry takes what is handed in: it fetches the papers by their links, and says no in an answer of success. */
final class RegistryDesk {
    private static final String TAKEN = "0";
    private static final String REFUSED = "1";
    private static final String UNKNOWN = "404";

    private final Life life;
    private final FetchedPapers papers = new FetchedPapers();

    RegistryDesk(Life life) {
        this.life = life;
    }

    /** The sizes of the papers that were fetched whole, by their hashes. */
    Map<String, Integer> files() {
        return papers.sizes();
    }

    /** @throws SoapFault if a paper cannot be had now */
    Reply submit(SoapRequest soap) throws SoapFault {
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

    /** @throws SoapFault if a paper cannot be had now */
    Reply amend(SoapRequest soap) throws SoapFault {
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

    /** Why a paper is none of those that were named; empty if all are here. */
    private Optional<String> missingPaper(Element asked) throws SoapFault {
        Element named = SafeXml.child(asked, RegistryContract.NAMESPACE, "tep");
        for (Element paper : named == null ? List.<Element>of() : SafeXml.children(named)) {
            try {
                if (!papers.fetch(RegistryContract.text(paper, "link"), RegistryContract.text(paper, "sha256"))) {
                    return Optional.of("Không tải được tệp " + RegistryContract.text(paper, "name"));
                }
            } catch (IOException e) {
                throw SoapFault.of(SoapFault.Blame.RECEIVER, "the registry cannot fetch a paper now");
            }
        }
        return Optional.empty();
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
