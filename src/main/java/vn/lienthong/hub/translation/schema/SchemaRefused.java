package vn.lienthong.hub.translation.schema;

import java.util.List;
import java.util.stream.Collectors;

/** A set of schemas that cannot be used, with everything that is wrong with it. */
public final class SchemaRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial")
    private final List<SchemaProblem> problems;

    /** @param problems at least one */
    public SchemaRefused(List<SchemaProblem> problems) {
        super(problems.stream().map(SchemaProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong with one element. */
    public static SchemaRefused at(SchemaNode node, String message) {
        return new SchemaRefused(List.of(new SchemaProblem(node.file(), node.line(), message)));
    }

    /** All of them, at least one. */
    public List<SchemaProblem> problems() {
        return problems;
    }
}
