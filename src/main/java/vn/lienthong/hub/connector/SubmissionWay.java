package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;

/**
 * How what citizens hand in at portals reaches the system.
 *
 * @param call the way there
 * @param procedures what may be handed in, by the procedure's code
 * @param offer how attachments are offered to the system
 * @param deadline how long to wait for the system's answer
 * @param rate the most calls a second; null for as fast as it answers
 * @param tellAfter how long something may wait before a human is told; null for as long as the hub says
 */
public record SubmissionWay(
        Call call,
        Map<String, Procedure> procedures,
        Offer offer,
        Duration deadline,
        @Nullable Integer rate,
        @Nullable Duration tellAfter) {
    public SubmissionWay {
        procedures = Map.copyOf(procedures);
    }

    /** What the system can be told. */
    public Set<PortalAct> acts() {
        return call.acts();
    }

    public Optional<Procedure> procedure(String code) {
        return Optional.ofNullable(procedures.get(code));
    }

    /** How attachments are offered. */
    public enum Offer {
        /** The system fetches them from the hub, by links that expire. */
        LINK,
        /** The hub brings them. */
        BYTES
    }

    /**
     * What a procedure is called, and what it takes.
     *
     * @param name for portals that are told of a dossier before its agency has said anything; null where only the agency says it
     * @param sectorCode of its sector, for the same
     * @param sectorName of its sector, for the same
     * @param form a JSON Schema of its form's data, a file
     * @param required the kinds of attachments that have to be there
     * @param types the media types that attachments may have
     * @param most how many attachments there may be
     * @param largest how many bytes each may have
     */
    public record Procedure(
            @Nullable String name,
            @Nullable String sectorCode,
            @Nullable String sectorName,
            Path form,
            List<String> required,
            List<String> types,
            int most,
            long largest) {
        public Procedure {
            required = List.copyOf(required);
            types = List.copyOf(types);
        }
    }

    /**
     * The request by which one act is told.
     *
     * @param number a JSON Pointer to the system's own number of the dossier in the answer; null where it tells none
     */
    public record Telling<C>(C call, @Nullable String number) {}

    /** The way to the system. */
    public sealed interface Call {
        default Set<PortalAct> acts() {
            return EnumSet.allOf(PortalAct.class);
        }

        /** @param upload the request that brings one attachment; null where none is brought */
        record Rest(Map<PortalAct, Telling<HttpCall>> tellings, @Nullable HttpCall upload) implements Call {
            public Rest {
                tellings = Map.copyOf(tellings);
            }

            @Override
            public Set<PortalAct> acts() {
                return tellings.keySet();
            }

            /** How an act is told that is among {@link #acts}. */
            public Telling<HttpCall> telling(PortalAct act) {
                return Objects.requireNonNull(tellings.get(act), "an act that the system takes");
            }
        }

        record Soap(Map<PortalAct, Telling<SoapCall>> tellings) implements Call {
            public Soap {
                tellings = Map.copyOf(tellings);
            }

            @Override
            public Set<PortalAct> acts() {
                return tellings.keySet();
            }

            /** How an act is told that is among {@link #acts}. */
            public Telling<SoapCall> telling(PortalAct act) {
                return Objects.requireNonNull(tellings.get(act), "an act that the system takes");
            }
        }

        /**
         * The system takes submissions from the queue {@code agency.submissions.<id>} and answers to {@code agency.answers.<id>}.
         *
         * @param number a JSON Pointer to the system's own number in its answer
         */
        record Queue(String number) implements Call {}

        /**
         * A file for each submission is put into a folder, with its attachments beside it.
         *
         * @param folder relative to the hub's home unless absolute
         */
        record Files(String folder) implements Call {}
    }
}
