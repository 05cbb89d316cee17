package vn.lienthong.hub.console;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.StatusAnswer;
import vn.lienthong.hub.canonical.StatusLookup;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.portal.Inquiry;
import vn.lienthong.hub.portal.Punctuality;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.status.Hop;
import vn.lienthong.hub.timeline.DossierTimeline;

/** A look-up by a person: the same route as a portal's, without what is not for everybody's eyes. */
@Controller
class DossierPage {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ProducerTemplate routes;
    private final MessageSource messages;
    private final Wording wording;
    private final DossierTimeline timeline;
    private final Connectors connectors;
    private final Clock clock;

    DossierPage(
            ProducerTemplate routes,
            MessageSource messages,
            Wording wording,
            DossierTimeline timeline,
            Connectors connectors,
            Clock clock) {
        this.routes = routes;
        this.messages = messages;
        this.wording = wording;
        this.timeline = timeline;
        this.connectors = connectors;
        this.clock = clock;
    }

    @GetMapping("/console/dossiers")
    String lookUp(
            Model model,
            Locale language,
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String code) {
        model.addAttribute("code", code);
        if (code != null && !code.isBlank()) {
            try {
                DossierCode asked = new DossierCode(code);
                model.addAttribute(
                        "hops",
                        timeline.find(asked).stream()
                                .flatMap(way -> way.hops().stream())
                                .map(hop -> row(hop, language))
                                .toList());
                answer(model, language, caller, asked);
            } catch (IllegalArgumentException e) {
                model.addAttribute("problem", told(notACode(), language));
            } catch (ProblemException e) {
                model.addAttribute("problem", told(e.problem(), language));
            }
        }
        return "console/dossiers";
    }

    private void answer(Model model, Locale language, Caller caller, DossierCode code) {
        var inquiry = new Inquiry(
                new StatusLookup(code, null),
                caller,
                language,
                "page",
                true,
                clock.instant().plus(PATIENCE));
        Exchange asked = routes.send(
                "direct:portal-lookup", exchange -> exchange.getMessage().setBody(inquiry));
        if (asked.getException() instanceof ProblemException problem) {
            throw problem;
        }
        StatusAnswer answer = asked.getMessage().getBody(StatusAnswer.class);
        if (answer instanceof StatusAnswer.Current current) {
            String source = current.source() == StatusAnswer.Source.HUB ? "dossiers.fromHub" : "dossiers.fromAgency";
            model.addAttribute("dossier", shown(current.state(), source, language));
        } else if (answer instanceof StatusAnswer.LastKnown last) {
            model.addAttribute("dossier", shown(last.state(), "dossiers.stale", language));
        } else {
            model.addAttribute("problem", told(unknown(code), language));
        }
    }

    private Shown shown(DossierState state, String source, Locale language) {
        var dossier = state.dossier();
        var punctuality = Punctuality.of(state, clock.instant());
        return new Shown(
                dossier.quotedCode().value(),
                state.present().change().status().label().in(language),
                agency(dossier, language),
                dossier.procedure().name() == null ? "–" : dossier.procedure().name(),
                VietnamTime.minutes(punctuality.dueAt()) + " · "
                        + messages.getMessage("onTime." + punctuality.state().key(), null, language),
                VietnamTime.seconds(state.asOf()) + " · " + messages.getMessage(source, null, language),
                state.history().stream().map(entry -> step(entry, language)).toList());
    }

    /** The connector's name for its own agency, which is in both languages; what the agency told, for any other. */
    private String agency(Dossier dossier, Locale language) {
        String name = connectors
                .find(dossier.key().sourceSystem())
                .map(ConnectorDefinition::agency)
                .filter(agency -> agency.isKnownAs(dossier.agencyId()))
                .map(agency -> agency.name().in(language))
                .orElse(dossier.agencyName());
        return (name == null ? "" : name + " ") + "(" + dossier.agencyId() + ")";
    }

    private Step step(DossierState.Entry entry, Locale language) {
        return new Step(
                VietnamTime.minutes(entry.change().at()),
                entry.change().status().label().in(language),
                entry.flag() == ChangeFlag.NONE
                        ? null
                        : messages.getMessage("flag." + entry.flag().key(), null, language),
                entry.change().step().unit());
    }

    private HopRow row(Hop hop, Locale language) {
        Hop.Change change = hop.change();
        String what = messages.getMessage("hop." + hop.kind().key(), null, language);
        return new HopRow(
                VietnamTime.seconds(hop.at()),
                hop.times() > 0 ? what + " (" + hop.times() + ")" : what,
                hop.system().value(),
                change == null ? null : change.status().label().in(language),
                change == null ? null : change.id(),
                wording.detail(hop, language));
    }

    private static Told told(Problem problem, Locale language) {
        return new Told(
                problem.kind().title().in(language),
                problem.detail().in(language),
                problem.remedy().in(language));
    }

    private static Problem notACode() {
        return new Problem(
                ProblemKind.INVALID,
                Origin.PORTAL,
                "read-the-question",
                new Bilingual("Mã hồ sơ không hợp lệ.", "This is no dossier code."),
                new Bilingual(
                        "Mã hồ sơ là một dòng từ 1 đến 100 ký tự.",
                        "A dossier code is one line of 1 to 100 characters."));
    }

    private static Problem unknown(DossierCode code) {
        return new Problem(
                ProblemKind.NO_SUCH_DOSSIER,
                Origin.PORTAL,
                "look-up",
                new Bilingual(
                        "Không cơ quan nào biết hồ sơ " + code + ".", "No agency knows the dossier " + code + "."),
                new Bilingual("Kiểm tra mã trên biên nhận.", "Check the code on the receipt."));
    }

    /** A dossier, as the page shows it. */
    record Shown(
            String code,
            String status,
            String agency,
            String procedure,
            String due,
            String fresh,
            List<Step> history) {}

    /** A step of its history, as the page shows it. */
    record Step(String at, String status, @Nullable String flag, @Nullable String unit) {}

    /** A hop on its way, as the page shows it. */
    record HopRow(
            String at,
            String what,
            String system,
            @Nullable String status,
            @Nullable String correlationId,
            @Nullable String detail) {}

    /** A problem, as the page shows it. */
    record Told(String title, String detail, String remedy) {}
}
