package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.StatusChange;
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
import vn.lienthong.hub.connector.Intake.Sftp;
import vn.lienthong.hub.connector.Intake.TextEncoding;

/** What the schemas say and what the hub reads are the same. */
class SchemaAndRecordsTest {
    private static final Path FOLDER = Path.of("some-office");
    private static final JsonNode CONNECTOR = DefinitionSchema.CONNECTOR.json();
    private static final JsonNode MAPPING = DefinitionSchema.MAPPING.json();

    private static final Function<Members, Object> CREDENTIALS = node -> CredentialsReader.credentials(node, FOLDER);

    private record Part(JsonNode schema, Class<? extends Record> type, Function<Members, Object> reader) {}

    private static Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put(
                "connector",
                new Part(
                        CONNECTOR, ConnectorDefinition.class, node -> DefinitionReader.read(node, null, null, FOLDER)));
        add(parts, "agency", Agency.class, DefinitionReader::agency);
        add(parts, "http-call", HttpCall.class, DefinitionReader::httpCall);
        add(parts, "soap-call", SoapCall.class, node -> DefinitionReader.soapCall(node, FOLDER));
        add(parts, "success", Success.class, DefinitionReader::success);
        add(parts, "watermark", Watermark.class, DefinitionReader::watermark);
        add(parts, "none-credentials", Credentials.None.class, CREDENTIALS);
        add(parts, "basic-credentials", Credentials.Basic.class, CREDENTIALS);
        add(parts, "api-key-credentials", Credentials.ApiKey.class, CREDENTIALS);
        add(parts, "bearer-credentials", Credentials.Bearer.class, CREDENTIALS);
        add(parts, "oauth2-credentials", Credentials.OAuth2.class, CREDENTIALS);
        add(parts, "session-login-credentials", Credentials.SessionLogin.class, CREDENTIALS);
        add(parts, "username-token-credentials", Credentials.UsernameToken.class, CREDENTIALS);
        add(parts, "x509-signature-credentials", Credentials.X509Signature.class, CREDENTIALS);
        add(parts, "tls", Tls.class, node -> CredentialsReader.tls(node, FOLDER));
        add(parts, "rest-push-intake", Intake.RestPush.class, node -> DefinitionReader.intake(node, FOLDER));
        add(parts, "soap-push-intake", Intake.SoapPush.class, node -> DefinitionReader.intake(node, FOLDER));
        add(parts, "push-token", Intake.PushToken.class, DefinitionReader::pushToken);
        add(parts, "queue-push-intake", Intake.QueuePush.class, node -> DefinitionReader.intake(node, FOLDER));
        add(parts, "rest-poll-intake", Intake.RestPoll.class, node -> DefinitionReader.intake(node, FOLDER));
        add(parts, "soap-poll-intake", Intake.SoapPoll.class, node -> DefinitionReader.intake(node, FOLDER));
        add(parts, "pages", Pages.class, DefinitionReader::pages);
        add(parts, "database-poll-intake", Intake.DatabasePoll.class, node -> DefinitionReader.intake(node, FOLDER));
        add(parts, "sftp", Sftp.class, DefinitionReader::sftp);
        add(parts, "file-drop-intake", Intake.FileDrop.class, node -> DefinitionReader.intake(node, FOLDER));
        add(parts, "rest-lookup", Lookup.class, node -> DefinitionReader.lookup(node, FOLDER));
        add(parts, "soap-lookup", Lookup.class, node -> DefinitionReader.lookup(node, FOLDER));
        add(parts, "national-portal-delivery", Delivery.NationalPortal.class, DefinitionReader::delivery);
        add(parts, "answer-rule", Delivery.AnswerRule.class, DefinitionReader::answerRule);
        add(parts, "rest-facade", Facade.Rest.class, node -> FacadeReader.read(node, FOLDER));
        add(parts, "soap-facade", Facade.Soap.class, node -> FacadeReader.read(node, FOLDER));
        add(parts, "shown-signature", Facade.Signature.class, node -> FacadeReader.signature(node, FOLDER));
        add(parts, "facade-operation", Facade.Operation.class, FacadeReader::operation);
        return parts;
    }

    private static void add(
            Map<String, Part> parts, String name, Class<? extends Record> type, Function<Members, Object> reader) {
        parts.put(name, new Part(CONNECTOR.path("$defs").path(name), type, reader));
    }

    @TestFactory
    Stream<DynamicTest> membersAreTheComponentsAndOptionalWhereTheyHaveADefaultOrMayBeAbsent() {
        return eachPart(part -> {
            Set<String> expected = new TreeSet<>();
            for (RecordComponent component : part.type().getRecordComponents()) {
                String name = kebab(component.getName());
                if (!name.equals("mapping")) {
                    expected.add(name + ": " + need(component));
                }
            }
            Set<String> told = new TreeSet<>();
            part.schema().path("properties").fields().forEachRemaining(property -> {
                if (!Set.of("kind", "$schema").contains(property.getKey())) {
                    told.add(property.getKey() + ": " + need(part.schema(), property.getKey()));
                }
            });
            assertThat(told).isEqualTo(expected);
        });
    }

    private static String need(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? "may be absent" : "always there";
    }

    private static String need(JsonNode schema, String property) {
        boolean required = texts(schema.path("required")).anyMatch(property::equals);
        boolean hasDefault = schema.path("properties").path(property).has("default");
        assertThat(required && hasDefault)
                .as("%s is required and has a default", property)
                .isFalse();
        return required || hasDefault ? "always there" : "may be absent";
    }

    @TestFactory
    Stream<DynamicTest> examplesAreValidAndRead() {
        return eachPart(part -> examples(part).forEach(example -> {
            assertThat(errors(part.schema(), example)).isEmpty();
            assertThat(part.reader().apply(new Members(example))).isInstanceOf(part.type());
        }));
    }

    @TestFactory
    Stream<DynamicTest> defaultsAreWhatIsReadWithoutThem() {
        return eachPart(part -> examples(part)
                .forEach(example -> part.schema().path("properties").fields().forEachRemaining(property -> {
                    if (property.getValue().has("default")) {
                        ObjectNode without = example.deepCopy();
                        without.remove(property.getKey());
                        ObjectNode with = example.deepCopy();
                        with.set(property.getKey(), property.getValue().path("default"));
                        assertThat(part.reader().apply(new Members(without)))
                                .as(property.getKey())
                                .isEqualTo(part.reader().apply(new Members(with)));
                    }
                })));
    }

    @TestFactory
    Stream<DynamicTest> everyMemberSaysWhatItIs() {
        return Stream.of(CONNECTOR, MAPPING)
                .flatMap(schema -> properties(schema, "").stream())
                .map(property -> dynamicTest(property.getKey(), () -> assertThat(texts(names(property.getValue())))
                        .contains("title", "description")));
    }

    private static List<Map.Entry<String, JsonNode>> properties(JsonNode schema, String at) {
        List<Map.Entry<String, JsonNode>> found = new ArrayList<>();
        schema.fields().forEachRemaining(member -> {
            String here = at + "/" + member.getKey();
            if (member.getKey().equals("properties") && !at.endsWith("/if")) {
                member.getValue().fields().forEachRemaining(property -> {
                    if (!property.getKey().equals("kind")) {
                        found.add(Map.entry(here + "/" + property.getKey(), property.getValue()));
                    }
                });
            }
            if (!at.endsWith("/if") && !member.getKey().equals("examples")) {
                found.addAll(properties(member.getValue(), here));
            }
        });
        return found;
    }

    @Nested
    class WhenThereAreAlternatives {
        @Test
        void everyKindOfTheSchemaIsOneOfTheRecords() {
            assertThat(readKinds("credentials", "credentials")).isEqualTo(permitted(Credentials.class));
            assertThat(readKinds("intake", "intake")).isEqualTo(permitted(Intake.class));
            assertThat(readKinds("delivery", "delivery")).isEqualTo(permitted(Delivery.class));
            assertThat(readKinds("facade", "facade")).isEqualTo(permitted(Facade.class));
            assertThat(kinds("lookup")).hasSameSizeAs(permitted(LookupCall.class));
        }

        @Test
        void everyWordOfAnEnumIsOneOfTheConstants() {
            assertThat(texts(CONNECTOR.at("/$defs/file-drop-intake/properties/format/enum")))
                    .containsExactlyElementsOf(Arrays.stream(FileFormat.values())
                            .map(format -> kebab(format.name().toLowerCase(Locale.ROOT)))
                            .toList());
            assertThat(texts(CONNECTOR.at("/$defs/file-drop-intake/properties/encoding/enum")))
                    .containsExactlyElementsOf(Arrays.stream(TextEncoding.values())
                            .map(encoding -> kebab(encoding.name().toLowerCase(Locale.ROOT)))
                            .toList());
            assertThat(texts(CONNECTOR.at("/$defs/database-poll-intake/properties/ordered-by/enum")))
                    .containsExactlyElementsOf(Arrays.stream(OrderedBy.values())
                            .map(order -> order.name().toLowerCase(Locale.ROOT))
                            .toList());
            assertThat(texts(CONNECTOR.at("/$defs/soap-call/properties/version/enum")))
                    .containsExactlyElementsOf(Arrays.stream(SoapVersion.values())
                            .map(version -> version.name().substring(5).replace('_', '.'))
                            .toList());
            assertThat(texts(CONNECTOR.at("/$defs/national-portal-delivery/properties/deliver/enum")))
                    .containsExactlyElementsOf(Arrays.stream(Delivery.Deliver.values())
                            .map(deliver -> kebab(deliver.name().toLowerCase(Locale.ROOT)))
                            .toList());
            assertThat(texts(CONNECTOR.at("/$defs/answer-rule/properties/means/enum")))
                    .containsExactlyElementsOf(Arrays.stream(Delivery.Means.values())
                            .map(means -> kebab(means.name().toLowerCase(Locale.ROOT)))
                            .toList());
            assertThat(texts(names(CONNECTOR.at("/$defs/secret/properties")))).hasSameSizeAs(permitted(Secret.class));
        }

        private Set<Class<?>> readKinds(String part, String suffix) {
            return kinds(part).stream()
                    .map(kind -> parts().get(kind + "-" + suffix))
                    .map(found ->
                            found.reader().apply(new Members(examples(found).get(0))))
                    .map(Object::getClass)
                    .collect(Collectors.toSet());
        }

        private List<String> kinds(String part) {
            return texts(CONNECTOR.path("$defs").path(part).at("/properties/kind/enum"))
                    .toList();
        }

        private Set<Class<?>> permitted(Class<?> sealed) {
            return Set.of(sealed.getPermittedSubclasses());
        }
    }

    @Nested
    class WhenAMappingNamesFields {
        @Test
        void theyAreTheFactsOfADossier() {
            Set<String> facts = new TreeSet<>(Set.of("source-dossier-no"));
            components(Dossier.class)
                    .filter(name ->
                            !Set.of("key", "procedure", "applicant", "dates").contains(name))
                    .forEach(facts::add);
            components(Dossier.Procedure.class)
                    .map(name -> name.startsWith("sector") ? name : "procedure-" + name)
                    .forEach(facts::add);
            components(Dossier.Applicant.class).map(name -> "applicant-" + name).forEach(facts::add);
            components(Dossier.Dates.class).forEach(facts::add);

            assertThat(texts(names(MAPPING.at("/properties/dossier/properties"))))
                    .containsExactlyInAnyOrderElementsOf(facts);
        }

        @Test
        void theyAreTheFactsOfAChange() {
            Set<String> facts = new TreeSet<>(Set.of("each", "step-due-at"));
            components(StatusChange.class)
                    .filter(name -> !Set.of("dossier", "agency-code", "step", "observed-at", "claim")
                            .contains(name))
                    .forEach(facts::add);
            components(StatusChange.Step.class)
                    .filter(name -> !name.equals("due-at"))
                    .forEach(facts::add);

            assertThat(texts(names(MAPPING.at("/properties/changes/properties"))))
                    .containsExactlyInAnyOrderElementsOf(facts);
        }

        @Test
        void theSchemasExampleCompiles() {
            JsonNode example = MAPPING.path("examples").path(0);

            assertThat(errors(MAPPING, example)).isEmpty();
        }

        private Stream<String> components(Class<? extends Record> type) {
            return Arrays.stream(type.getRecordComponents()).map(component -> kebab(component.getName()));
        }
    }

    private static Stream<DynamicTest> eachPart(Consumer<Part> check) {
        return parts().entrySet().stream().map(part -> dynamicTest(part.getKey(), () -> check.accept(part.getValue())));
    }

    private static List<ObjectNode> examples(Part part) {
        List<ObjectNode> examples = new ArrayList<>();
        part.schema().path("examples").forEach(example -> examples.add((ObjectNode) example));
        assertThat(examples).isNotEmpty();
        return examples;
    }

    private static List<String> errors(JsonNode part, JsonNode example) {
        ObjectNode schema = part.deepCopy();
        schema.set("$defs", (part == MAPPING ? MAPPING : CONNECTOR).path("$defs"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON)
                .validate(example)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonNode names(JsonNode object) {
        var names = JsonNodeFactory.instance.arrayNode();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Stream<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts.stream();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
