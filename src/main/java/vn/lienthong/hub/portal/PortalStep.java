package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes a step at the portal the same as one of the hub's: status and time, to the second. The portal may have
 * rewritten the texts.
 */
record PortalStep(String status, String at) {
    static PortalStep of(JsonNode step) {
        return new PortalStep(
                NationalAnswerReader.text(step, "TrangThai"), NationalAnswerReader.text(step, "ThoiDiemXuLy"));
    }

    /**
     * How many of the steps to tell the portal has already.
     *
     * <p>The portal's list ends with the last step it is known to have and then the first few of those to tell. The step before
     * counts because an agency may report two steps alike within one second. Where the portal's list does not fit that, as
     * when somebody else reports to it too, the steps are sought in it one after another.
     *
     * @param told the last step it is known to have, or null for none
     * @param toTell in order
     * @param there what it has, in its order
     */
    static int alreadyThere(@Nullable PortalStep told, List<PortalStep> toTell, List<PortalStep> there) {
        for (int count = toTell.size(); count >= 0; count--) {
            List<PortalStep> expected = new ArrayList<>();
            if (told != null) {
                expected.add(told);
            }
            expected.addAll(toTell.subList(0, count));
            boolean fits = told == null ? there.equals(expected) : endsWith(there, expected);
            if (fits) {
                return count;
            }
        }
        int found = 0;
        for (PortalStep step : there) {
            if (found < toTell.size() && step.equals(toTell.get(found))) {
                found++;
            }
        }
        return found;
    }

    private static boolean endsWith(List<PortalStep> whole, List<PortalStep> end) {
        return whole.size() >= end.size()
                && whole.subList(whole.size() - end.size(), whole.size()).equals(end);
    }
}
