package vn.lienthong.hub.connector;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition.Agency;
import vn.lienthong.hub.connector.ConnectorDefinition.Delivery;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Lookup;
import vn.lienthong.hub.connector.ConnectorDefinition.LookupCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Pages;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapVersion;
import vn.lienthong.hub.connector.ConnectorDefinition.Success;
import vn.lienthong.hub.connector.ConnectorDefinition.Watermark;
import vn.lienthong.hub.connector.Intake.FileFormat;
import vn.lienthong.hub.connector.Intake.OrderedBy;
import vn.lienthong.hub.connector.Intake.PushToken;
import vn.lienthong.hub.connector.Intake.Sftp;
import vn.lienthong.hub.connector.Intake.TextEncoding;

/** Makes the definition of a {@code connector.yaml} that has no faults. The defaults are those of its schema. */
final class DefinitionReader {
    private DefinitionReader() {}

    /** @param folder where its contracts are */
    static ConnectorDefinition read(
            Members connector, @Nullable Mapping mapping, @Nullable YamlFile mappingFile, Path folder) {
        String address = connector.textOrNull("address");
        Credentials credentials =
                connector.ifThere("credentials", members -> CredentialsReader.credentials(members, folder));
        Intake intake = connector.ifThere("intake", members -> intake(members, folder));
        Lookup lookup = connector.ifThere("lookup", members -> lookup(members, folder));
        return new ConnectorDefinition(
                SystemId.of(connector.text("id")),
                connector.bilingual("name"),
                connector.ifThere("agency", DefinitionReader::agency),
                address == null ? null : URI.create(address),
                credentials == null ? new Credentials.None() : credentials,
                connector.ifThere("tls", tls -> CredentialsReader.tls(tls, folder)),
                intake,
                lookup,
                connector.ifThere("delivery", DefinitionReader::delivery),
                mapping,
                connector.ifThere("facade", facade -> FacadeReader.read(facade, folder)),
                ContractUses.of(connector, mappingFile, folder, intake, lookup),
                connector.ifThere("submission", submission -> SubmissionReader.read(submission, folder)));
    }

    static Agency agency(Members agency) {
        return new Agency(
                AgencyId.of(agency.text("id")),
                agency.texts("aliases", AgencyId::of),
                agency.bilingual("name"),
                agency.textOrNull("system"));
    }

    static Intake intake(Members intake, Path folder) {
        String kind = intake.kind();
        return switch (kind) {
            case "rest-push" -> new Intake.RestPush(intake.text("records", ""));
            case "soap-push" -> soapPush(intake, folder);
            case "queue-push" -> new Intake.QueuePush(intake.text("records", ""));
            case "rest-poll" ->
                new Intake.RestPoll(
                        intake.duration("every", "PT30S"),
                        httpCall(intake.in("list")),
                        intake.text("records", ""),
                        intake.ifThere("detail", DefinitionReader::httpCall),
                        intake.text("detail-record", ""),
                        intake.whole("page-size", 100),
                        pages(intake.in("pages")),
                        watermark(intake.in("watermark")));
            case "soap-poll" ->
                new Intake.SoapPoll(
                        intake.duration("every", "PT30S"),
                        soapCall(intake.in("list"), folder),
                        intake.text("records", ""),
                        intake.whole("page-size", 100),
                        pages(intake.in("pages")),
                        watermark(intake.in("watermark")));
            case "database-poll" ->
                new Intake.DatabasePoll(
                        intake.duration("every", "PT30S"),
                        intake.text("url"),
                        intake.text("query"),
                        intake.whole("page-size", 500),
                        OrderedBy.valueOf(intake.text("ordered-by", "time").toUpperCase(Locale.ROOT)),
                        watermark(intake.in("watermark")));
            case "file-drop" ->
                new Intake.FileDrop(
                        intake.text("folder"),
                        intake.text("include", ".+\\.(csv|xml|json)"),
                        FileFormat.valueOf(intake.text("format", "by-name")
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')),
                        intake.text("records", ""),
                        TextEncoding.valueOf(intake.text("encoding", "utf-8")
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')),
                        intake.textOrNull("delimiter"),
                        intake.duration("quiet", "PT2S"),
                        intake.ifThere("sftp", DefinitionReader::sftp));
            default -> throw unknown(kind);
        };
    }

    private static Intake soapPush(Members intake, Path folder) {
        String contract = intake.textOrNull("contract");
        return new Intake.SoapPush(
                contract == null ? null : folder.resolve(contract),
                intake.textOrNull("operation"),
                intake.text("records", "/record"),
                intake.textOrNull("answer"),
                intake.ifThere("token", DefinitionReader::pushToken));
    }

    static PushToken pushToken(Members token) {
        return new PushToken(token.text("user"), CredentialsReader.secret(token.in("password")));
    }

    static Sftp sftp(Members sftp) {
        return new Sftp(
                sftp.text("host"),
                sftp.whole("port", 22),
                sftp.text("folder", ""),
                sftp.text("host-key"),
                sftp.text("user"),
                sftp.ifThere("password", CredentialsReader::secret),
                sftp.ifThere("key", CredentialsReader::secret),
                sftp.duration("every", "PT30S"));
    }

    static Pages pages(Members pages) {
        return new Pages(pages.whole("first", 0), pages.textOrNull("cursor"), pages.truth("link", false));
    }

    static Watermark watermark(Members watermark) {
        String window = watermark.textOrNull("window");
        return new Watermark(
                watermark.text("from"),
                watermark.text("initial"),
                watermark.textOrNull("format"),
                watermark.duration("overlap", "PT0S"),
                window == null ? null : Duration.parse(window));
    }

    static HttpCall httpCall(Members call) {
        List<HttpCall.Header> headers = new ArrayList<>();
        call.in("headers")
                .node()
                .fields()
                .forEachRemaining(header -> headers.add(
                        new HttpCall.Header(header.getKey(), header.getValue().asText())));
        return new HttpCall(
                call.text("method", "GET"),
                call.text("path"),
                headers,
                call.textOrNull("body"),
                call.textOrNull("content-type"),
                success(call.in("success")));
    }

    static SoapCall soapCall(Members call, Path folder) {
        return new SoapCall(
                folder.resolve(call.text("contract")),
                call.text("path"),
                call.text("action", ""),
                call.text("version", "1.1").equals("1.2") ? SoapVersion.SOAP_1_2 : SoapVersion.SOAP_1_1,
                call.text("body"),
                success(call.in("success")));
    }

    static Success success(Members success) {
        return new Success(
                success.textOrNull("at"),
                success.texts("any-of"),
                success.texts("not-found"),
                success.texts("expired"),
                success.textOrNull("message"));
    }

    static Lookup lookup(Members lookup, Path folder) {
        LookupCall call =
                switch (lookup.kind()) {
                    case "rest" -> new LookupCall.Rest(httpCall(lookup.in("call")));
                    case "soap" -> new LookupCall.Soap(soapCall(lookup.in("call"), folder));
                    case "queue" -> new LookupCall.Queue();
                    default -> throw unknown(lookup.kind());
                };
        return new Lookup(
                call,
                lookup.text("record", ""),
                lookup.duration("fresh-for", "PT30S"),
                lookup.duration("deadline", "PT5S"));
    }

    static Delivery delivery(Members delivery) {
        if (!delivery.kind().equals("national-portal")) {
            throw unknown(delivery.kind());
        }
        return new Delivery.NationalPortal(
                delivery.text("path", "/mapi"),
                delivery.text("agency-code"),
                delivery.whole("batch", 10),
                delivery.texts("from", SystemId::of),
                delivery.choice("deliver", Delivery.Deliver.class, "every"),
                delivery.node().has("rate") ? (Integer) delivery.whole("rate", 1) : null,
                delivery.node().has("tell-after") ? delivery.duration("tell-after", "PT4H") : null,
                delivery.objects("answers", DefinitionReader::answerRule));
    }

    static Delivery.AnswerRule answerRule(Members rule) {
        return new Delivery.AnswerRule(
                rule.textOrNull("code"),
                rule.textOrNull("words"),
                rule.choice("means", Delivery.Means.class, "refused"));
    }

    static IllegalArgumentException unknown(String kind) {
        return new IllegalArgumentException("kind \"" + kind + "\" passed the schema but is not known here");
    }
}
