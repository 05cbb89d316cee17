package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Pages;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Watermark;

/** How changes come in. */
public sealed interface Intake {
    /** A JSON Pointer to the records in what the system sends or answers; {@code /rows} for a database, in its samples. */
    String records();

    /** The same for the records that tell a change, which are in the details where a list has only their keys. */
    default String changes() {
        return this instanceof RestPoll poll && poll.detail() != null ? poll.detailRecord() : records();
    }

    /**
     * The system posts its changes to {@code /api/v1/connectors/<id>/changes}.
     *
     * @param records a JSON Pointer to the list of records in the body; empty for the body itself
     */
    record RestPush(String records) implements Intake {}

    /**
     * The system pushes its changes to {@code /soap/connectors/<id>/changes}, over SOAP 1.1 or 1.2.
     *
     * @param contract the WSDL that it calls by; null for the hub's own
     * @param operation the contract's operation by which it tells changes; null in the hub's own
     * @param records a JSON Pointer to the list of records in the operation's element; empty for that element itself
     * @param answer the element that answers a call of its own contract, with places; null where nothing is answered
     * @param token what its UsernameToken shows; null where that shows a client's id and key
     */
    record SoapPush(
            @Nullable Path contract,
            @Nullable String operation,
            String records,
            @Nullable String answer,
            @Nullable PushToken token)
            implements Intake {}

    /** A user name with a password that the hub knows itself, so that it can check a digest of it. */
    record PushToken(String user, Secret password) {}

    /**
     * The system sends its changes to the queue {@code agency.changes.<id>}.
     *
     * @param records a JSON Pointer to the list of records in the message; empty for the message itself
     */
    record QueuePush(String records) implements Intake {}

    /**
     * The hub asks for a list of changes again and again.
     *
     * @param every the pause between two askings
     * @param list the request for one page; {@code {{watermark}}}, {@code {{page}}} and {@code {{limit}}} stand for
     *     their values
     * @param records a JSON Pointer to the list in the answer
     * @param detail the request for one record's details, in which {@code {{record:/pointer}}} stands for a value of the listed
     *     record; null where the list tells all
     * @param detailRecord a JSON Pointer to the record in the detail's answer
     * @param pageSize how many records a page holds; a shorter page is the last
     * @param pages how one page follows another
     * @param watermark how far it has read
     */
    record RestPoll(
            Duration every,
            HttpCall list,
            String records,
            @Nullable HttpCall detail,
            String detailRecord,
            int pageSize,
            Pages pages,
            Watermark watermark)
            implements Intake {}

    /** As {@link RestPoll}, with a SOAP operation for a request. */
    record SoapPoll(Duration every, SoapCall list, String records, int pageSize, Pages pages, Watermark watermark)
            implements Intake {}

    /**
     * The hub reads a table or view of the system's database again and again.
     *
     * @param url the JDBC address
     * @param query the SELECT; {@code {{watermark}}} and {@code {{offset}}} are bound as its parameters
     * @param pageSize how many rows are read at once
     * @param orderedBy what the watermark's column holds
     * @param watermark how far it has read
     */
    record DatabasePoll(
            Duration every, String url, String query, int pageSize, OrderedBy orderedBy, Watermark watermark)
            implements Intake {
        @Override
        public String records() {
            return "/rows";
        }
    }

    /**
     * The system leaves files in a folder.
     *
     * @param folder where, relative to the hub's home unless absolute
     * @param include a regular expression that file names match
     * @param format how a file is read
     * @param records a JSON Pointer to the list of records in an XML or JSON file; ignored for CSV
     * @param encoding how its text is written; XML and JSON tell that of their bytes themselves
     * @param delimiter what separates the cells of CSV; null for what its header has most of
     * @param quiet how long a file's size and time must stand still before it is taken as complete
     * @param sftp from where files are fetched into the folder; null where the system writes into it
     */
    record FileDrop(
            String folder,
            String include,
            FileFormat format,
            String records,
            TextEncoding encoding,
            @Nullable String delimiter,
            Duration quiet,
            @Nullable Sftp sftp)
            implements Intake {}

    /** What a column holds by which rows are read in order. */
    enum OrderedBy {
        /** A count that only grows. */
        NUMBER,
        /** A time by the database's clock. */
        TIME,
        /** A text that sorts. */
        TEXT
    }

    /**
     * Where files are fetched by SFTP; the credentials are a user with a password or a private key.
     *
     * @param hostKey the server's public key, as a line of {@code known_hosts} without the host: {@code ssh-ed25519 AAAA…}
     * @param user the user's name
     * @param password the user's password; null where there is a key
     * @param key the user's private key; null where there is a password
     * @param every the pause between two looks
     */
    record Sftp(
            String host,
            int port,
            String folder,
            String hostKey,
            String user,
            @Nullable Secret password,
            @Nullable Secret key,
            Duration every) {}

    /** How the text of a dropped file is written. */
    enum TextEncoding {
        UTF_8,
        WINDOWS_1252,
        WINDOWS_1258,
        TCVN3,
        VNI
    }

    /** How a dropped file is read. */
    enum FileFormat {
        CSV,
        XML,
        JSON,
        /** CSV, XML or JSON, as each file's name ends. */
        BY_NAME
    }
}
