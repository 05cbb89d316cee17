package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.problem.Problem.Fault;

/** The JSON Schemas of procedures' forms, compiled once as long as their files stay as they are. */
@Component
final class FormSchemas {
    private final Map<Path, Compiled> compiled = new ConcurrentHashMap<>();

    /**
     * What is wrong with a form's data.
     *
     * @param place where the data is in what was handed in
     * @param whole whether what the schema requires has to be there
     */
    List<Fault> check(Path form, JsonNode data, String place, boolean whole) {
        return schema(form)
                .validate(data, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .filter(error -> whole || !isAboutWhatIsMissing(error))
                .map(error -> FormFault.of(error, place))
                .toList();
    }

    /** The data with the types that the schema tells, where it came as texts. */
    JsonNode typed(Path form, JsonNode data) {
        return FormTypes.typed(data, schema(form).getSchemaNode());
    }

    private static boolean isAboutWhatIsMissing(Error error) {
        return error.getKeyword().equals("required") || error.getKeyword().equals("dependentRequired");
    }

    private Schema schema(Path form) {
        try {
            FileTime changed = Files.getLastModifiedTime(form);
            Compiled known = compiled.get(form);
            if (known == null || !known.changed.equals(changed)) {
                Schema read = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                        .getSchema(Files.readString(form), InputFormat.JSON);
                known = new Compiled(changed, read);
                compiled.put(form, known);
            }
            return known.schema;
        } catch (IOException e) {
            throw new UncheckedIOException("the form's schema " + form.getFileName() + " cannot be read", e);
        }
    }

    private record Compiled(FileTime changed, Schema schema) {}
}
