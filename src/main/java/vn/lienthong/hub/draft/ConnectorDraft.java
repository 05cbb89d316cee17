package vn.lienthong.hub.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import vn.lienthong.hub.draft.Offer.Question;

/** Writes {@code connector.yaml} as far as a contract tells. */
final class ConnectorDraft {
    private final Draft.Order order;
    private final Contract contract;
    private final Decisions decisions;
    private final StringBuilder text = new StringBuilder();

    ConnectorDraft(Draft.Order order, Contract contract, Decisions decisions) {
        this.order = order;
        this.contract = contract;
        this.decisions = decisions;
    }

    String text(Optional<Offer> list, Optional<Offer> lookUp, FieldGuesses guesses) {
        head();
        boolean isCalled = lookUp.isPresent() || list.isEmpty() || !(list.get().question() instanceof Question.Told);
        if (isCalled) {
            line("address: ${" + variable("URL") + ":" + contract.address() + "}");
            credentials();
        }
        list.ifPresentOrElse(
                offer -> intake(offer, guesses),
                () -> line(decisions.mark(
                        "connector.yaml intake",
                        "không đoán được thao tác nào báo thay đổi; khai báo intake nếu hệ thống có",
                        "no operation looks like a list of changes; declare intake if the system has one")));
        lookUp.ifPresentOrElse(
                this::lookUp,
                () -> line(decisions.mark(
                        "connector.yaml lookup",
                        "không đoán được thao tác tra cứu một hồ sơ; khai báo lookup nếu hệ thống có",
                        "no operation looks like a look-up of one dossier; declare lookup if the system has one")));
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void head() {
        line(decisions.comment(
                "Bản nháp từ " + order.place() + ". Chỗ ghi DECIDE là đoán, hoặc hợp đồng không nói.",
                "Drafted from " + order.place()
                        + ". What is marked DECIDE was guessed, or the contract does not tell."));
        line("$schema: ../connector.schema.json");
        line("id: " + order.id());
        line("name: {vi: " + order.id() + ", en: " + order.id() + "} "
                + decisions.mark("connector.yaml name", "tên người đọc thấy", "the name that people read"));
        line("agency:");
        line(
                order.agency() != null
                        ? "  id: " + order.agency()
                        : "  id: H27.99 "
                                + decisions.mark("connector.yaml agency/id", "mã cơ quan", "the agency's id"));
        line("  name: {vi: " + order.id() + ", en: " + order.id() + "} "
                + decisions.mark("connector.yaml agency/name", "tên cơ quan", "the agency's name"));
    }

    private String variable(String what) {
        return order.id().value().toUpperCase(Locale.ROOT).replace('-', '_') + "_" + what;
    }

    private void credentials() {
        line("credentials: "
                + decisions.mark(
                        "connector.yaml credentials",
                        "hệ thống nhận ra trục bằng cách nào (none, basic, api-key, bearer, oauth2, session-login,"
                                + " username-token)",
                        "how the system knows the hub (none, basic, api-key, bearer, oauth2, session-login,"
                                + " username-token)"));
        if (contract.credentials().isEmpty()) {
            line("  kind: none");
        }
        contract.credentials().forEach(one -> line("  " + one.replace("SECRET", variable("SECRET"))));
    }

    private void intake(Offer offer, FieldGuesses guesses) {
        JsonNode answer = java.util.Objects.requireNonNull(offer.answer(), "chosen for its answer");
        RecordPlace place = RecordPlace.ofDossiers(answer).orElseThrow();
        line("intake: " + decisions.comment("thao tác " + offer.name(), "the operation " + offer.name()));
        if (offer.question() instanceof Question.Told told) {
            told(offer.name(), told, place.pointer());
            return;
        }
        line("  kind: " + (offer.question() instanceof Question.Soap ? "soap-poll" : "rest-poll"));
        line("  every: PT30S");
        line("  list:");
        call(offer, Map.of(Place.WATERMARK, "", Place.LIMIT, "", Place.PAGE, ""));
        line("  records: " + quoted(place.pointer()));
        line("  page-size: 100");
        watermark(place.record(), guesses);
    }

    private void told(String operation, Question.Told told, String records) {
        line("  kind: soap-push");
        line("  contract: " + told.contract());
        line("  operation: " + operation);
        line("  records: " + quoted(records));
        if (!told.answer().isEmpty()) {
            line("  answer: " + quoted(told.answer()) + " "
                    + decisions.mark(
                            "connector.yaml intake/answer",
                            "hệ thống chờ trả lời thế nào (đang là ví dụ); {{accepted}} và {{refused}} là số lượng",
                            "what the system expects to be answered (an example stands there); {{accepted}} and"
                                    + " {{refused}} are counts"));
        }
        line("  "
                + decisions.comment(
                        "Hệ thống gửi đến /soap/connectors/" + order.id()
                                + "/changes, bằng khóa của nó hoặc UsernameToken.",
                        "The system calls /soap/connectors/" + order.id()
                                + "/changes, with its key or a UsernameToken."));
    }

    private void watermark(JsonNode record, FieldGuesses guesses) {
        Optional<String> count = Leaf.of(record).stream()
                .filter(leaf -> FieldGuesses.COUNTS.contains(leaf.names().get(0)))
                .map(Leaf::pointer)
                .findFirst();
        String mark = decisions.mark(
                "connector.yaml intake/watermark",
                "giá trị nào tăng theo mỗi thay đổi, và bắt đầu từ đâu",
                "which value grows with every change, and where to begin");
        if (count.isPresent()) {
            line("  watermark: {from: " + count.get() + ", initial: \"0\"} " + mark);
            return;
        }
        String at = guesses.change(FieldNames.AT).stream().findFirst().orElse("/updatedAt");
        line("  watermark: {from: " + at + ", initial: \"2020-01-01T00:00:00\", format: \"yyyy-MM-dd'T'HH:mm:ss\","
                + " overlap: PT1M} " + mark);
    }

    private void lookUp(Offer offer) {
        JsonNode answer = java.util.Objects.requireNonNull(offer.answer(), "chosen for its answer");
        line("lookup: " + decisions.comment("thao tác " + offer.name(), "the operation " + offer.name()));
        line("  kind: " + (offer.question() instanceof Question.Soap ? "soap" : "rest"));
        line("  call:");
        call(offer, Map.of(Place.CODE, ""));
        line("  record: "
                + quoted(
                        RecordPlace.ofDossiers(answer).map(RecordPlace::pointer).orElse("")));
    }

    private void call(Offer offer, Map<Place, String> wanted) {
        Map<String, String> places = new LinkedHashMap<>();
        for (String input : offer.inputs()) {
            Place place = Place.of(input);
            if (wanted.containsKey(place)) {
                places.put(input, place.text());
            } else {
                line("    "
                        + decisions.mark(
                                "connector.yaml " + offer.name(),
                                "giá trị của " + input + " (đang là ví dụ)",
                                "the value of " + input + " (an example stands there)"));
            }
        }
        if (offer.question() instanceof Question.Soap soap) {
            soap(soap, places);
        } else if (offer.question() instanceof Question.Rest rest) {
            rest(rest, places);
        }
    }

    private void soap(Question.Soap soap, Map<String, String> places) {
        line("    contract: " + soap.contract());
        line("    path: " + quoted(soap.path()));
        if (!soap.action().isEmpty()) {
            line("    action: " + quoted(soap.action()));
        }
        line("    version: \"" + soap.version() + "\"");
        line("    body: " + quoted(WsdlOffers.withPlaces(soap.body(), places)));
    }

    private void rest(Question.Rest rest, Map<String, String> places) {
        String path = rest.path();
        for (Map.Entry<String, String> place : places.entrySet()) {
            path = path.replace("{" + place.getKey() + "}", place.getValue());
        }
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        rest.query().forEach(name -> query.add(name + "=" + places.getOrDefault(name, "1")));
        line("    method: " + rest.method());
        line("    path: " + quoted(path.replaceAll("(?<!\\{)\\{([^{}]+)}(?!})", "$1") + query));
        JsonNode body = rest.body();
        if (body instanceof com.fasterxml.jackson.databind.node.ObjectNode members) {
            places.forEach((name, place) -> {
                if (members.has(name)) {
                    members.put(name, place);
                }
            });
            line("    content-type: application/json");
            line("    body: " + quoted(members.toString()));
        }
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''").replace("\n", " ") + "'";
    }
}
