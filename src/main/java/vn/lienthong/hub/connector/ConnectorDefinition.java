package vn.lienthong.hub.connector;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;

/**
 * The declared link from the hub to one system: what {@code connectors/<id>/connector.yaml} says, checked.
 *
 * @param id the system's name in the hub, which is the folder's name
 * @param name what people read
 * @param agency whose one-stop system it is; null for a portal
 * @param address the system's base address; null for a system that only pushes or drops files
 * @param credentials how the hub shows who it is
 * @param tls whom the hub trusts at that address and which certificate it shows there; null for what Java trusts, and none
 * @param intake how the system's changes come in; null where none do
 * @param lookup how it is asked for one dossier; null where it cannot be
 * @param delivery how changes are delivered to it; null where none are
 * @param mapping how its fields and codes are read; null for a system that only receives
 * @param facade how its own operations are served to others; null where they are not
 * @param contract what it takes its system's answers to be by; null where no contract is kept
 * @param submission how what citizens hand in at portals reaches it; null where it does not
 */
public record ConnectorDefinition(
        SystemId id,
        Bilingual name,
        @Nullable Agency agency,
        @Nullable URI address,
        Credentials credentials,
        @Nullable Tls tls,
        @Nullable Intake intake,
        @Nullable Lookup lookup,
        @Nullable Delivery delivery,
        @Nullable Mapping mapping,
        @Nullable Facade facade,
        @Nullable ContractUse contract,
        @Nullable SubmissionWay submission) {

    /** A connector that takes no submissions. */
    public ConnectorDefinition(
            SystemId id,
            Bilingual name,
            @Nullable Agency agency,
            @Nullable URI address,
            Credentials credentials,
            @Nullable Tls tls,
            @Nullable Intake intake,
            @Nullable Lookup lookup,
            @Nullable Delivery delivery,
            @Nullable Mapping mapping,
            @Nullable Facade facade) {
        this(id, name, agency, address, credentials, tls, intake, lookup, delivery, mapping, facade, null, null);
    }

    /** A connector without a facade, of a system that is spoken with over TLS, if at all, as Java does by itself. */
    public ConnectorDefinition(
            SystemId id,
            Bilingual name,
            @Nullable Agency agency,
            @Nullable URI address,
            Credentials credentials,
            @Nullable Intake intake,
            @Nullable Lookup lookup,
            @Nullable Delivery delivery,
            @Nullable Mapping mapping) {
        this(id, name, agency, address, credentials, null, intake, lookup, delivery, mapping, null, null, null);
    }

    /** The secrets that it takes to speak with the system. */
    public List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>(credentials.secrets());
        if (tls != null && tls.key() != null) {
            secrets.add(tls.key());
        }
        if (intake instanceof Intake.FileDrop drop && drop.sftp() != null) {
            Stream.of(drop.sftp().password(), drop.sftp().key())
                    .flatMap(Stream::ofNullable)
                    .forEach(secrets::add);
        }
        if (intake instanceof Intake.SoapPush push && push.token() != null) {
            secrets.add(push.token().password());
        }
        return secrets;
    }

    /**
     * The agency behind a one-stop system.
     *
     * @param aliases its other ids, such as the one before QĐ 20/2020
     * @param system which of its systems this is, where it has several; null where it has one
     */
    public record Agency(AgencyId id, List<AgencyId> aliases, Bilingual name, @Nullable String system) {
        public Agency {
            aliases = List.copyOf(aliases);
        }

        public Agency(AgencyId id, List<AgencyId> aliases, Bilingual name) {
            this(id, aliases, name, null);
        }

        /** Whether the id is this agency's, of either kind. */
        public boolean isKnownAs(AgencyId other) {
            return id.equals(other) || aliases.contains(other);
        }
    }

    /**
     * How far a poll has read: a value of the records, kept by the hub and given back as {@code {{watermark}}}.
     *
     * @param from a JSON Pointer to the value in a record, or in the answer where it starts with {@code answer:}
     * @param initial the value before the first read
     * @param format the date pattern in which it is given back, where it is a date; null to give it back as it came
     * @param overlap how far before the watermark to ask again, for changes that become visible late
     * @param window how long a stretch of time is asked for at once, whose end is given as {@code {{until}}}; null for all
     *     that is new
     */
    public record Watermark(
            String from, String initial, @Nullable String format, Duration overlap, @Nullable Duration window) {}

    /**
     * How one page of a list follows another.
     *
     * @param first the number of the first page, as {@code {{page}}}
     * @param cursor a JSON Pointer to what the answer tells to ask for the next page with, as {@code {{cursor}}}; null for
     *     none
     * @param link whether the next page's address is in the answer's header {@code Link}, with {@code rel="next"}
     */
    public record Pages(int first, @Nullable String cursor, boolean link) {
        /** Numbered from nought, where they are numbered. */
        public static final Pages NUMBERED = new Pages(0, null, false);
    }

    /** One HTTP request: placeholders in double braces are filled when it is made. */
    public record HttpCall(
            String method,
            String path,
            List<Header> headers,
            @Nullable String body,
            @Nullable String contentType,
            Success success) {
        public HttpCall {
            headers = List.copyOf(headers);
        }

        /** A header to send. */
        public record Header(String name, String value) {}
    }

    /**
     * One SOAP request.
     *
     * @param contract the WSDL, a file
     * @param path appended to the connector's address
     * @param action the SOAPAction
     * @param version 1.1 or 1.2
     * @param body the body's one element, with placeholders, values escaped as they are filled in
     */
    public record SoapCall(
            Path contract, String path, String action, SoapVersion version, String body, Success success) {}

    /** The SOAP version spoken. */
    public enum SoapVersion {
        SOAP_1_1,
        SOAP_1_2
    }

    /**
     * How success is told in an answer of HTTP status 200, by systems that put their errors there.
     *
     * @param at a JSON Pointer to the value that tells; null where the HTTP status tells all
     * @param anyOf the values that mean success, compared as text
     * @param notFound the values that mean that there is no such dossier
     * @param expired the values that mean that the session has ended
     * @param message a JSON Pointer to the system's own words
     */
    public record Success(
            @Nullable String at,
            List<String> anyOf,
            List<String> notFound,
            List<String> expired,
            @Nullable String message) {
        public static final Success BY_STATUS = new Success(null, List.of(), List.of(), List.of(), null);

        public Success {
            anyOf = List.copyOf(anyOf);
            notFound = List.copyOf(notFound);
            expired = List.copyOf(expired);
        }
    }

    /**
     * How the system is asked for one dossier; {@code {{code}}} stands for its code.
     *
     * @param call the request
     * @param record a JSON Pointer to the dossier in the answer; a missing or null one means that there is none
     * @param freshFor how long a known status is good without asking
     * @param deadline how long a person waits for the agency at most
     */
    public record Lookup(LookupCall call, String record, Duration freshFor, Duration deadline) {}

    /** The request of a look-up. */
    public sealed interface LookupCall {
        record Rest(HttpCall call) implements LookupCall {}

        record Soap(SoapCall call) implements LookupCall {}

        /** The system takes the question from the queue {@code agency.ask.<id>} and answers to {@code agency.answers.<id>}. */
        record Queue() implements LookupCall {}
    }

    /** How changes are delivered. */
    public sealed interface Delivery {
        /**
         * The national portal's sync API: session, DongBoHoSoMC, CapNhatTienDoHoSoMC.
         *
         * @param agencyCode the {@code madonvi} the hub presents itself with
         * @param batch the most dossiers or steps in one call
         * @param from which systems' changes; empty for all
         * @param deliver which of a dossier's changes it is told
         * @param rate the most calls a second; null for as fast as it answers
         * @param tellAfter how long a change may wait before a human is told; null for the hub's own setting
         * @param answers what this portal means by its own codes and words, before what such portals usually mean; the first that
         *     fits counts
         */
        record NationalPortal(
                String path,
                String agencyCode,
                int batch,
                List<SystemId> from,
                Deliver deliver,
                @Nullable Integer rate,
                @Nullable Duration tellAfter,
                List<AnswerRule> answers)
                implements Delivery {
            public NationalPortal {
                from = List.copyOf(from);
                answers = List.copyOf(answers);
            }
        }

        /** Which of a dossier's changes a destination is told. */
        enum Deliver {
            /** Each, in order. */
            EVERY,
            /** Only the newest of those that wait; it supersedes the others. */
            LATEST
        }

        /**
         * What a destination means by an answer.
         *
         * @param code the code it gives; null for any
         * @param words what its words contain, whatever the case and diacritics; null for any
         */
        record AnswerRule(@Nullable String code, @Nullable String words, Means means) {
            public AnswerRule {
                if (code == null && words == null) {
                    throw new IllegalArgumentException("a rule for answers had neither code nor words");
                }
            }
        }

        /** What an answer can mean. */
        enum Means {
            TAKEN,
            EXISTS,
            UNKNOWN,
            NOT_NOW,
            REFUSED
        }

        /** From which systems' changes are delivered; empty for all. */
        List<SystemId> from();

        /** Whether changes of this system are delivered here. */
        default boolean takes(SystemId origin) {
            return from().isEmpty() || from().contains(origin);
        }
    }
}
