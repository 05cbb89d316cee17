package vn.lienthong.hub.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.deadletter.DeadLetterFates;
import vn.lienthong.hub.deadletter.DeadLetterFates.Fate;
import vn.lienthong.hub.status.Hop;
import vn.lienthong.hub.status.Hop.Kind;
import vn.lienthong.hub.status.Timelines;
import vn.lienthong.hub.status.Timelines.Way;

/** Every hop of a dossier, in the order of time, whichever module knows of it. */
@Component
public class DossierTimeline {
    /** Of one moment, in the order in which things go. */
    private static final Comparator<Hop> BY_TIME = Comparator.comparing(Hop::at).thenComparing(Hop::kind);

    private final Timelines timelines;
    private final DeadLetterFates deadLetters;

    DossierTimeline(Timelines timelines, DeadLetterFates deadLetters) {
        this.timelines = timelines;
        this.deadLetters = deadLetters;
    }

    /** The ways of every dossier that bears this code: usually none or one. Oldest hop first. */
    public List<Way> find(DossierCode code) {
        return timelines.of(code).stream().map(this::whole).toList();
    }

    /** Those of a dossier that a portal handed in bear the portal's code, and the agency's number once that is known. */
    private List<Fate> letters(Dossier dossier) {
        return Stream.concat(
                        Stream.of(dossier.key().sourceDossierNo()),
                        Stream.of(dossier.dossierCode(), dossier.altCode())
                                .flatMap(Stream::ofNullable)
                                .map(DossierCode::value))
                .distinct()
                .flatMap(code -> deadLetters.of(code).stream())
                .distinct()
                .toList();
    }

    private Way whole(Way way) {
        List<Hop> hops = new ArrayList<>(way.hops());
        for (Fate letter : letters(way.dossier())) {
            String what = "#" + letter.id() + " ";
            hops.add(new Hop(
                    letter.firstAt(),
                    Kind.DEAD_LETTERED,
                    letter.connector(),
                    null,
                    letter.times(),
                    what + letter.problem() + ", " + letter.stage()));
            if (letter.closedAt() != null) {
                hops.add(new Hop(
                        letter.closedAt(),
                        Kind.DEAD_LETTER_CLOSED,
                        letter.connector(),
                        null,
                        0,
                        what + letter.state()));
            }
        }
        hops.sort(BY_TIME);
        return new Way(way.dossier(), hops);
    }
}
