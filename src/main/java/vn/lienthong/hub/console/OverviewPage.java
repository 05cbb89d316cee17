package vn.lienthong.hub.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.MappingGaps;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.operations.ConnectorState;
import vn.lienthong.hub.operations.ConnectorState.Condition;
import vn.lienthong.hub.operations.ConnectorStates;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.status.DeliveryLedger.Backlog;
import vn.lienthong.hub.status.StatusStore;
import vn.lienthong.hub.status.StatusStore.FeedEntry;

/** The first page: how each connector is doing, and what came in last. */
@Controller
class OverviewPage {
    private static final int RECENT = 15;

    private final ConnectorStates states;
    private final Connectors connectors;
    private final StatusStore store;
    private final DeadLetters deadLetters;
    private final MessageSource messages;

    OverviewPage(
            ConnectorStates states,
            Connectors connectors,
            StatusStore store,
            DeadLetters deadLetters,
            MessageSource messages) {
        this.states = states;
        this.connectors = connectors;
        this.store = store;
        this.deadLetters = deadLetters;
        this.messages = messages;
    }

    @GetMapping("/")
    String overview(Model model, Locale language) {
        long last = store.lastPosition();
        List<FeedEntry> recent = new ArrayList<>(store.changesAfter(Math.max(0, last - RECENT), RECENT, null));
        Collections.reverse(recent);
        model.addAttribute("changes", last);
        model.addAttribute("openDeadLetters", deadLetters.open(null));
        model.addAttribute("refused", connectors.refused());
        model.addAttribute(
                "connectors",
                states.all().stream().map(state -> row(state, language)).toList());
        model.addAttribute(
                "recent", recent.stream().map(entry -> row(entry, language)).toList());
        return "console/overview";
    }

    private ConnectorRow row(ConnectorState state, Locale language) {
        ConnectorDefinition connector = state.connector();
        return new ConnectorRow(
                connector.id().value(),
                connector.name().in(language),
                speaks(connector, language),
                state.condition().title().in(language),
                tone(state.condition()),
                state.problem().map(problem -> told(problem, language)).orElse(null),
                state.backlog().map(Backlog::waiting).map(String::valueOf).orElse("–"),
                state.openDeadLetters(),
                VietnamTime.seconds(state.lastSuccess().orElse(null)),
                gaps(connector));
    }

    /** The codes and fields that the mapping never had a rule for, with their counts; null where there are none. */
    private static @Nullable Gaps gaps(ConnectorDefinition connector) {
        if (connector.mapping() == null) {
            return null;
        }
        MappingGaps gaps = connector.mapping().gaps();
        List<String> codes = gaps.codes().stream()
                .map(code -> code.code() + " × " + code.count() + " (" + code.table() + ")")
                .toList();
        List<String> fields = gaps.fields().stream()
                .map(field -> field.pointer() + " × " + field.count())
                .toList();
        return codes.isEmpty() && fields.isEmpty() ? null : new Gaps(codes, fields);
    }

    private static String told(Problem problem, Locale language) {
        return problem.detail().in(language) + " " + problem.remedy().in(language);
    }

    /** The ways it speaks, such as "asked over SOAP, looked up over SOAP". */
    private String speaks(ConnectorDefinition connector, Locale language) {
        List<String> ways = new ArrayList<>();
        if (connector.intake() != null) {
            ways.add("intake." + connector.intake().getClass().getSimpleName());
        }
        if (connector.lookup() != null) {
            ways.add("lookup." + connector.lookup().call().getClass().getSimpleName());
        }
        if (connector.delivery() != null) {
            ways.add("delivery." + connector.delivery().getClass().getSimpleName());
        }
        if (connector.submission() != null) {
            ways.add("submission." + connector.submission().call().getClass().getSimpleName());
        }
        if (connector.facade() != null) {
            ways.add("facade." + connector.facade().getClass().getSimpleName());
        }
        return ways.stream()
                .map(way -> messages.getMessage("speaks." + way, null, language))
                .collect(Collectors.joining(", "));
    }

    private static String tone(Condition condition) {
        return switch (condition) {
            case RUNNING -> "good";
            case STRUGGLING, PAUSED, STOPPED -> "warn";
            case BROKEN -> "bad";
        };
    }

    private ChangeRow row(FeedEntry entry, Locale language) {
        return new ChangeRow(
                VietnamTime.seconds(entry.acceptedAt()),
                entry.change().dossier().quotedCode().value(),
                entry.change().system().value(),
                entry.change().status().label().in(language),
                entry.flag() == ChangeFlag.NONE
                        ? null
                        : messages.getMessage("flag." + entry.flag().key(), null, language),
                VietnamTime.minutes(entry.change().at()));
    }

    /** A connector, as the page shows it. */
    record ConnectorRow(
            String id,
            String name,
            String speaks,
            String state,
            String tone,
            @Nullable String problem,
            String waiting,
            long deadLetters,
            String lastSuccess,
            @Nullable Gaps gaps) {}

    /** What a connector's mapping has no rule for, as the page shows it. */
    record Gaps(List<String> codes, List<String> fields) {
        Gaps {
            codes = List.copyOf(codes);
            fields = List.copyOf(fields);
        }
    }

    /** A change, as the page shows it. */
    record ChangeRow(String acceptedAt, String code, String origin, String status, @Nullable String flag, String at) {}
}
