package vn.lienthong.hub.agency.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.check.CheckStep.Name;
import vn.lienthong.hub.agency.check.CheckStep.Outcome;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;

/** The steps taken so far. After one that failed, the later ones are left out, and say because of which. */
final class Checklist {
    private final List<CheckStep> steps = new ArrayList<>();
    private @Nullable Name failed;

    void take(Name name, Callable<Finding> step) {
        Name before = failed;
        if (before != null) {
            skip(
                    name,
                    "Bỏ qua vì bước " + before.title().vi() + " không thành.",
                    "Left out, for the step " + before.title().en() + " failed.");
            return;
        }
        long began = System.nanoTime();
        try {
            Finding finding = step.call();
            Outcome outcome = finding instanceof Finding.Good ? Outcome.OK : Outcome.SKIPPED;
            steps.add(new CheckStep(name, outcome, since(began), finding.text(), null));
        } catch (Exception e) {
            failed = name;
            Problem problem = e instanceof ProblemException told ? told.problem() : CheckProblems.unforeseen(name, e);
            steps.add(new CheckStep(name, Outcome.FAILED, since(began), problem.detail(), problem));
        }
    }

    void skip(Name name, String vi, String en) {
        steps.add(new CheckStep(name, Outcome.SKIPPED, Duration.ZERO, new Bilingual(vi, en), null));
    }

    List<CheckStep> steps() {
        return List.copyOf(steps);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
