package vn.lienthong.hub.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;

/**
 * A connector drafted from a contract.
 *
 * @param operations what the contract offers, and what each was taken for
 * @param decisions what the contract does not tell, or names alone do not
 * @param files by path, as they are to stand in the connector's folder
 */
public record Draft(List<Operation> operations, List<Bilingual> decisions, SortedMap<String, byte[]> files) {
    public Draft {
        operations = List.copyOf(operations);
        decisions = List.copyOf(decisions);
    }

    /**
     * One operation.
     *
     * @param use {@code intake} or {@code lookup}; empty where it was taken for neither
     */
    public record Operation(String name, String about, String use) {}

    /**
     * What a draft is made from.
     *
     * @param place a file or an address
     * @param openApi whether it is OpenAPI, else WSDL
     * @param service which of a WSDL's services; null if it has one only
     * @param agency the agency's id, where that is known already
     * @param language of the comments in the files
     */
    public record Order(
            String place,
            boolean openApi,
            SystemId id,
            @Nullable String service,
            @Nullable String agency,
            Locale language) {}

    /** @throws vn.lienthong.hub.problem.Undeliverable telling everything for which the contract cannot be used */
    public static Draft of(Order order) {
        ContractFiles files = ContractFiles.at(order.place());
        String copy = order.openApi() ? "openapi.yaml" : files.isFetched() ? order.id() + ".wsdl" : files.main();
        Contract contract = order.openApi() ? OpenApiOffers.read(files) : WsdlOffers.read(files, copy, order.service());
        if (contract.offers().isEmpty()) {
            throw DraftProblems.offersNothing(order.place());
        }
        Optional<Offer> list = Role.CHANGE_LIST.of(contract.offers()).or(() -> Role.told(contract.tellings()));
        Optional<Offer> lookUp = Role.LOOK_UP.of(contract.offers().stream()
                .filter(offer -> list.filter(offer::isOfTheSame).isEmpty())
                .toList());
        return written(order, contract, files.inFolder(copy), list, lookUp);
    }

    private static Draft written(
            Order order,
            Contract contract,
            SortedMap<String, byte[]> files,
            Optional<Offer> list,
            Optional<Offer> lookUp) {
        FieldGuesses guesses = FieldGuesses.of(Stream.of(list, lookUp)
                .flatMap(Optional::stream)
                .map(Draft::record)
                .toList());
        Decisions decisions = new Decisions(order.language());
        MappingDraft mapping = new MappingDraft(guesses, decisions, list.or(() -> lookUp));
        put(files, "connector.yaml", new ConnectorDraft(order, contract, decisions).text(list, lookUp, guesses));
        put(files, "mapping.yaml", mapping.text());
        list.ifPresent(offer -> sample(files, "invented", offer, mapping));
        lookUp.ifPresent(offer -> sample(files, "lookup-invented", offer, mapping));
        return new Draft(
                contract.offers().stream()
                        .map(offer -> operation(offer, list, lookUp))
                        .toList(),
                decisions.all(),
                files);
    }

    private static JsonNode record(Offer offer) {
        JsonNode answer = java.util.Objects.requireNonNull(offer.answer(), "chosen for its answer");
        return RecordPlace.ofDossiers(answer).map(RecordPlace::record).orElse(answer);
    }

    private static Operation operation(Offer offer, Optional<Offer> list, Optional<Offer> lookUp) {
        String use = list.filter(offer::isOfTheSame).isPresent()
                ? "intake"
                : lookUp.filter(offer::equals).isPresent() ? "lookup" : "";
        return new Operation(offer.name(), offer.about(), use);
    }

    private static void sample(Map<String, byte[]> files, String name, Offer offer, MappingDraft mapping) {
        boolean isXml = !(offer.question() instanceof Offer.Question.Rest);
        String text = mapping.withKnownStatus(offer.sample(), isXml);
        put(files, "samples/" + name + "/input." + (isXml ? "xml" : "json"), text + "\n");
    }

    private static void put(Map<String, byte[]> files, String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes the folder.
     *
     * @throws vn.lienthong.hub.problem.Undeliverable if it is there already
     */
    public void writeTo(Path folder) {
        if (Files.exists(folder)) {
            throw DraftProblems.folderThere(folder.toString());
        }
        try {
            for (Map.Entry<String, byte[]> file : new ArrayList<>(files.entrySet())) {
                Path target = folder.resolve(file.getKey());
                Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
                Files.write(target, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be written", e);
        }
    }
}
