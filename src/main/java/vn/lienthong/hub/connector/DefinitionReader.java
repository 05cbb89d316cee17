package vn.lienthong.hub.connector;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition.Agency;
import vn.lienthong.hub.connector.ConnectorDefinition.Delivery;
import vn.lienthong.hub.connector.ConnectorDefinition.FileFormat;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Intake;
import vn.lienthong.hub.connector.ConnectorDefinition.Lookup;
import vn.lienthong.hub.connector.ConnectorDefinition.LookupCall;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapVersion;
import vn.lienthong.hub.connector.ConnectorDefinition.Success;
import vn.lienthong.hub.connector.ConnectorDefinition.Watermark;

/** Makes the definition of a {@code connector.yaml} that has no faults. The defaults are those of its schema. */
final class DefinitionReader {
    private DefinitionReader() {}

    /** @param folder where its contracts are */
    static ConnectorDefinition read(Members connector, @Nullable Mapping mapping, Path folder) {
        String address = connector.textOrNull("address");
        Credentials credentials = connector.ifThere("credentials", DefinitionReader::credentials);
        return new ConnectorDefinition(
                SystemId.of(connector.text("id")),
                connector.bilingual("name"),
                connector.ifThere("agency", DefinitionReader::agency),
                address == null ? null : URI.create(address),
                credentials == null ? new Credentials.None() : credentials,
                connector.ifThere("intake", intake -> intake(intake, folder)),
                connector.ifThere("lookup", lookup -> lookup(lookup, folder)),
                connector.ifThere("delivery", DefinitionReader::delivery),
                mapping,
                connector.ifThere("facade", facade -> FacadeReader.read(facade, folder)));
    }

    static Agency agency(Members agency) {
        return new Agency(
                AgencyId.of(agency.text("id")),
                agency.texts("aliases", AgencyId::of),
                agency.bilingual("name"),
                agency.textOrNull("system"));
    }

    static Credentials credentials(Members credentials) {
        String kind = credentials.kind();
        return switch (kind) {
            case "none" -> new Credentials.None();
            case "basic" -> new Credentials.Basic(credentials.text("user"), secret(credentials.in("password")));
            case "api-key" ->
                new Credentials.ApiKey(credentials.text("header", "X-API-Key"), secret(credentials.in("key")));
            case "bearer" -> new Credentials.Bearer(secret(credentials.in("token")));
            case "oauth2" ->
                new Credentials.OAuth2(
                        credentials.text("token-path"),
                        credentials.text("client-id"),
                        secret(credentials.in("client-secret")),
                        credentials.text("scope", ""));
            case "session-login" ->
                new Credentials.SessionLogin(
                        httpCall(credentials.in("login")),
                        credentials.text("session"),
                        credentials.text("user"),
                        secret(credentials.in("password")),
                        credentials.duration("kept-for", "PT30M"));
            case "username-token" ->
                new Credentials.UsernameToken(
                        credentials.text("user"),
                        secret(credentials.in("password")),
                        credentials.truth("digest", true));
            default -> throw unknown(kind);
        };
    }

    static Secret secret(Members secret) {
        String variable = secret.textOrNull("env");
        return variable != null
                ? new Secret.FromEnvironment(variable)
                : new Secret.FromFile(Path.of(secret.text("file")));
    }

    static Intake intake(Members intake, Path folder) {
        String kind = intake.kind();
        return switch (kind) {
            case "rest-push" -> new Intake.RestPush(intake.text("records", ""));
            case "queue-push" -> new Intake.QueuePush(intake.text("records", ""));
            case "rest-poll" ->
                new Intake.RestPoll(
                        intake.duration("every", "PT30S"),
                        httpCall(intake.in("list")),
                        intake.text("records", ""),
                        intake.ifThere("detail", DefinitionReader::httpCall),
                        intake.text("detail-record", ""),
                        intake.whole("page-size", 100),
                        watermark(intake.in("watermark")));
            case "soap-poll" ->
                new Intake.SoapPoll(
                        intake.duration("every", "PT30S"),
                        soapCall(intake.in("list"), folder),
                        intake.text("records", ""),
                        intake.whole("page-size", 100),
                        watermark(intake.in("watermark")));
            case "file-drop" ->
                new Intake.FileDrop(
                        intake.text("folder"),
                        intake.text("include", ".+\\.(csv|xml|json)"),
                        FileFormat.valueOf(intake.text("format", "by-name")
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')),
                        intake.text("records", ""),
                        intake.duration("quiet", "PT2S"));
            default -> throw unknown(kind);
        };
    }

    static Watermark watermark(Members watermark) {
        return new Watermark(
                watermark.text("from"),
                watermark.text("initial"),
                watermark.textOrNull("format"),
                watermark.duration("overlap", "PT0S"));
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
                delivery.texts("from", SystemId::of));
    }

    private static IllegalArgumentException unknown(String kind) {
        return new IllegalArgumentException("kind \"" + kind + "\" passed the schema but is not known here");
    }
}
