package vn.lienthong.hub.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;

/**
 * Writes and reads status changes and dossiers as JSON, without loss. Unknown members are passed over, so that an older
 * hub reads what a newer one wrote.
 */
public final class CanonicalJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModules(new JavaTimeModule(), Instants.module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addMixIn(SystemId.class, AsText.class)
            .addMixIn(AgencyId.class, AsText.class)
            .addMixIn(DossierCode.class, AsDossierCode.class)
            .addMixIn(DossierStatus.class, AsCode.class)
            .addMixIn(Dossier.class, Facts.class)
            .addMixIn(StatusChange.class, Facts.class)
            .build();

    private static final String NOT_CANONICAL = "not the JSON of a canonical value";

    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectReader CHANGE = MAPPER.readerFor(StatusChange.class);
    private static final ObjectReader CHANGES =
            MAPPER.readerFor(StatusChange[].class).with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
    private static final ObjectReader DOSSIER = MAPPER.readerFor(Dossier.class);

    private CanonicalJson() {}

    public static byte[] write(StatusChange change) {
        return bytesOf(change);
    }

    public static byte[] write(Dossier dossier) {
        return bytesOf(dossier);
    }

    /** @throws IllegalArgumentException if this is not a status change's JSON */
    public static StatusChange readChange(byte[] json) {
        return completeChange(read(CHANGE, json));
    }

    /**
     * Reads an array of status changes, or one by itself, as hubs wrote them before they shared messages.
     *
     * @throws IllegalArgumentException if this is no such JSON, or one of the changes is not
     */
    public static List<StatusChange> readChanges(byte[] json) {
        StatusChange[] changes = read(CHANGES, json);
        for (StatusChange change : changes) {
            requireAll(change);
            completeChange(change);
        }
        return List.of(changes);
    }

    private static StatusChange completeChange(StatusChange change) {
        requireAll(
                change.changeId(),
                change.status(),
                change.agencyCode(),
                change.at(),
                change.step(),
                change.observedAt());
        requireAll(change.agencyCode().code(), change.dossier());
        complete(change.dossier());
        if (change.claim() != null) {
            requireAll(change.claim().by(), change.claim().act());
        }
        return change;
    }

    /** @throws IllegalArgumentException if this is not a dossier's JSON */
    public static Dossier readDossier(byte[] json) {
        return complete(read(DOSSIER, json));
    }

    private static byte[] bytesOf(Object value) {
        try {
            return WRITER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a canonical value has no JSON form: " + value.getClass(), e);
        }
    }

    private static <T> T read(ObjectReader reader, byte[] json) {
        try {
            T value = reader.readValue(json);
            requireAll(value);
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException(NOT_CANONICAL, e);
        }
    }

    private static Dossier complete(Dossier dossier) {
        requireAll(dossier.key(), dossier.agencyId(), dossier.procedure(), dossier.applicant(), dossier.dates());
        requireAll(dossier.key().sourceSystem());
        return dossier;
    }

    /** What is foreign may lack what the types say is there. */
    private static void requireAll(@Nullable Object... members) {
        for (Object member : members) {
            if (member == null) {
                throw new IllegalArgumentException(NOT_CANONICAL);
            }
        }
    }

    /** A value of one text. */
    private abstract static class AsText {
        @JsonCreator
        AsText(String value) {}

        @JsonValue
        abstract String value();
    }

    private abstract static class AsDossierCode extends AsText {
        AsDossierCode(String value) {
            super(value);
        }

        @JsonIgnore
        abstract boolean isNational();
    }

    /** A status by its national code, which is the name that lasts. */
    private abstract static class AsCode {
        @JsonValue
        abstract int code();

        @JsonCreator
        static Optional<DossierStatus> ofCode(int code) {
            throw new IllegalStateException("a mix-in is never called");
        }
    }

    /** Leaves out what is computed. */
    private abstract static class Facts {
        @JsonIgnore
        abstract DossierCode quotedCode();

        @JsonIgnore
        abstract SystemId origin();

        @JsonIgnore
        abstract SystemId system();

        @JsonIgnore
        abstract long rank();
    }
}
