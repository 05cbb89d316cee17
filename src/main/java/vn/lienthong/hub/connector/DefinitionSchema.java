package vn.lienthong.hub.connector;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One of the two JSON Schemas that definitions are written to, and the sentences in which it finds fault. */
final class DefinitionSchema {
    /** What {@code connector.yaml} is written to. */
    static final DefinitionSchema CONNECTOR = packaged("connector.schema.json");

    /** What {@code mapping.yaml} is written to. */
    static final DefinitionSchema MAPPING = packaged("mapping.schema.json");

    private final JsonNode json;
    private final Schema schema;

    private DefinitionSchema(JsonNode json) {
        this.json = json;
        Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                .formats(formats -> {
                    formats.clear();
                    Arrays.stream(TextFormat.values()).forEach(format -> formats.put(format.getName(), format));
                })
                // What a required member is, in Vietnamese.
                .keyword(new NonValidationKeyword("x-vi"))
                .build();
        this.schema = SchemaRegistry.withDefaultDialect(dialect).getSchema(json.toString(), InputFormat.JSON);
        this.schema.initializeValidators();
    }

    private static DefinitionSchema packaged(String name) {
        try (InputStream in = DefinitionSchema.class.getResourceAsStream("/connectors/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the schema connectors/" + name + " is not in the program");
            }
            return new DefinitionSchema(JsonMapper.builder().build().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("the schema connectors/" + name + " cannot be read", e);
        }
    }

    JsonNode json() {
        return json;
    }

    /** Adds to the file's faults whatever it has against this schema. */
    void check(YamlFile file) {
        List<Error> errors = schema.validate(
                file.tree(), context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        // What is told already, such as a value that could not be filled in, is not told again as a wrong value.
        Set<String> told = file.faults().stream().map(Fault::pointer).collect(Collectors.toSet());
        errors.stream()
                .map(error -> new SchemaFault(file, error, around(error)))
                .filter(fault -> !told.contains(fault.pointer()))
                .forEach(SchemaFault::tell);
    }

    /** The schema in which the violated keyword stands. */
    private JsonNode around(Error error) {
        NodePath path = error.getSchemaLocation().getFragment();
        JsonPointer pointer = JsonPointer.empty();
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            pointer = pointer.appendProperty(String.valueOf(path.getElement(i)));
        }
        return json.at(pointer);
    }
}
