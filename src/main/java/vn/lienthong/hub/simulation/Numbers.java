package vn.lienthong.hub.simulation;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Mapping;

/**
 * Numbers of new dossiers: as those of the samples begin, with nine digits that follow from the submission's id. So a system that
 * was started again gives a repetition the number that it had.
 */
record Numbers(String beginning) {
    private static final int RANGE = 1_000_000_000;

    static Numbers of(ConnectorDefinition connector, Samples samples) {
        Mapping mapping = connector.mapping();
        Optional<String> known = mapping == null
                ? Optional.empty()
                : ToldChanges.recordsOf(connector, samples)
                        .map(record -> mapping.translate(record, Instant.EPOCH).dossierNo())
                        .filter(Objects::nonNull)
                        .findFirst();
        return new Numbers(known.map(number -> number.replaceFirst("\\d+\\D*$", ""))
                .orElse(connector.id().value().toUpperCase(Locale.ROOT) + "-"));
    }

    /** @param taken whether another dossier has a number */
    String of(String id, Predicate<String> taken) {
        long digits = Long.parseLong(Desk.sha256(id).substring(0, 12), 16);
        String number = numbered(digits);
        while (taken.test(number)) {
            number = numbered(++digits);
        }
        return number;
    }

    private String numbered(long digits) {
        return String.format(Locale.ROOT, "%s%09d", beginning, digits % RANGE);
    }
}
