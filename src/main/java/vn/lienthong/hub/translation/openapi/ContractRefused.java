package vn.lienthong.hub.translation.openapi;

import java.util.List;
import java.util.stream.Collectors;

/** An OpenAPI document that cannot be served, with all the reasons. */
public final class ContractRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial")
    private final List<ContractProblem> problems;

    ContractRefused(List<ContractProblem> problems) {
        super(problems.stream().map(ContractProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order they were found. */
    public List<ContractProblem> problems() {
        return problems;
    }
}
