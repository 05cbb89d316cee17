package vn.lienthong.hub.portal;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.StatusAnswer;
import vn.lienthong.hub.problem.ProblemException;

/** The way from a door in Java to the route that answers look-ups. */
final class PortalLookup {
    static final String ROUTE = "direct:portal-lookup";

    private final ProducerTemplate routes;
    private final AnswerJson json;
    private final Executor several;

    /** @param several runs the look-ups of one request that asks for many */
    PortalLookup(ProducerTemplate routes, AnswerJson json, Executor several) {
        this.routes = routes;
        this.json = json;
        this.several = several;
    }

    /** @throws ProblemException if there is no answer */
    StatusAnswer ask(Inquiry inquiry) {
        Exchange asked = routes.send(ROUTE, exchange -> exchange.getMessage().setBody(inquiry));
        @Nullable Exception failure = asked.getException();
        if (failure instanceof ProblemException told) {
            throw told;
        }
        StatusAnswer answer = asked.getMessage().getBody(StatusAnswer.class);
        if (failure != null || answer == null) {
            throw new IllegalStateException("the route portal-lookup gave no answer", failure);
        }
        return answer;
    }

    /** Asks all at the same time, and gives what each is answered in the order of asking; a problem is an answer too. */
    List<Reply> replies(List<Supplier<Inquiry>> inquiries, Locale language) {
        List<CompletableFuture<Reply>> replies = inquiries.stream()
                .map(inquiry -> CompletableFuture.supplyAsync(() -> reply(inquiry, language), several))
                .toList();
        return replies.stream().map(CompletableFuture::join).toList();
    }

    private Reply reply(Supplier<Inquiry> inquiry, Locale language) {
        try {
            Inquiry asked = inquiry.get();
            return json.of(asked, ask(asked));
        } catch (ProblemException e) {
            return json.of(e.problem(), language);
        }
    }
}
