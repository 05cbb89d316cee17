package vn.lienthong.hub.submission;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Right;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.submission.Submission.Standing;

/** Answers whoever handed something in how far it has come. */
@Component
public final class SubmissionLookup {
    private static final int LONGEST_ID = 64;

    private final SubmissionStore store;

    SubmissionLookup(SubmissionStore store) {
        this.store = store;
    }

    /** @throws vn.lienthong.hub.problem.Undeliverable if there is none of this id that the caller handed in, or may administer */
    public Standing find(Caller caller, String id) {
        return Optional.of(id)
                .filter(asked -> asked.length() <= LONGEST_ID)
                .filter(asked -> caller.may(Right.ADMINISTER)
                        || store.callerOf(asked).filter(caller.id()::equals).isPresent())
                .flatMap(store::find)
                .orElseThrow(() -> SubmissionProblems.refused(
                        ProblemKind.NOT_FOUND,
                        "find-submission",
                        "Không có biên nhận này trong các lần nộp của bạn.",
                        "There is no such receipt among yours.",
                        "Kiểm tra id trên biên nhận.",
                        "Check the id on the receipt.",
                        null));
    }
}
