package vn.lienthong.hub.draft;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What an operation may be good for, and how sure its names make that. */
enum Role {
    /** Tells what has changed since a point. */
    CHANGE_LIST(
            List.of("list", "change", "danhsach", "thaydoi", "capnhat", "search", "timkiem", "dongbo", "sync", "since"),
            List.of("dossiers", "applications", "hoso")),
    /** Answers one dossier. */
    LOOK_UP(
            List.of("get", "lookup", "detail", "chitiet", "tracuu", "find", "laythongtin", "status", "trangthai"),
            List.of("dossier", "application", "hoso"));

    /** The operation by which a system tells changes itself: what it asks with has a dossier with a status and a time. */
    static Optional<Offer> told(List<Offer> tellings) {
        return tellings.stream().filter(Role::tells).findFirst();
    }

    private static boolean tells(Offer telling) {
        if (telling.answer() == null) {
            return false;
        }
        return RecordPlace.ofDossiers(telling.answer())
                .map(place -> FieldGuesses.of(List.of(place.record())))
                .filter(fields -> !fields.change(FieldNames.STATUS).isEmpty())
                .filter(fields -> !fields.change(FieldNames.AT).isEmpty())
                .isPresent();
    }

    private static final List<String> WRITES =
            List.of("create", "update", "delete", "remove", "insert", "themmoi", "xoa", "submit", "login", "dangnhap");
    private static final int LEAST = 4;

    private final List<String> verbs;
    private final List<String> things;

    Role(List<String> verbs, List<String> things) {
        this.verbs = verbs;
        this.things = things;
    }

    /** The surest operation, where one is sure enough. */
    Optional<Offer> of(List<Offer> offers) {
        return offers.stream().filter(offer -> score(offer) >= LEAST).max(Comparator.comparingInt(this::score));
    }

    int score(Offer offer) {
        String name = Words.plain(offer.name());
        if (offer.answer() == null || RecordPlace.ofDossiers(offer.answer()).isEmpty() || Words.hasAny(name, WRITES)) {
            return 0;
        }
        int score = 1 + (Words.hasAny(name, verbs) ? 2 : 0) + (Words.hasAny(name, things) ? 1 : 0);
        boolean asksSince = offer.inputs().stream().anyMatch(input -> Place.of(input) == Place.WATERMARK);
        boolean asksPage =
                offer.inputs().stream().map(Place::of).anyMatch(place -> place == Place.PAGE || place == Place.LIMIT);
        boolean asksCode = offer.inputs().stream().anyMatch(input -> Place.of(input) == Place.CODE);
        return switch (this) {
            case CHANGE_LIST ->
                score
                        + (asksSince ? 3 : 0)
                        + (asksPage ? 1 : 0)
                        + (offer.listed() ? 2 : 0)
                        - (asksCode && !asksSince ? 2 : 0);
            case LOOK_UP -> score + (asksCode ? 3 : 0) - (asksSince || asksPage ? 3 : 0) - (offer.listed() ? 1 : 0);
        };
    }
}
