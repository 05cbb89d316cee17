package vn.lienthong.hub.facade;

import java.io.Serial;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.translation.soap.SoapOutcome;

/** The system answered with a fault, whose detail goes to the caller as it is declared. */
final class FacadeFault extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient SoapOutcome.Faulted fault;

    FacadeFault(Problem problem, SoapOutcome.Faulted fault) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
        this.fault = fault;
    }

    Problem problem() {
        return problem;
    }

    SoapOutcome.Faulted fault() {
        return fault;
    }
}
