package vn.lienthong.hub.agency;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.Watermark;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/** How far polled systems have been read, for people who look at it or move it. */
@Component
public final class ReadingPositions {
    private static final int LONGEST = 200;

    private final Watermarks watermarks;
    private final Polls polls;

    ReadingPositions(Watermarks watermarks, Polls polls) {
        this.watermarks = watermarks;
        this.polls = polls;
    }

    /** Whether the connector's system is read by a watermark at all. */
    public static boolean has(ConnectorDefinition connector) {
        return rule(connector).isPresent();
    }

    /** Where the next reading begins; empty if it is at the definition's beginning. */
    public Optional<String> of(ConnectorDefinition connector) {
        return watermarks.of(connector.id());
    }

    /** The value before the first read. */
    public static String initial(ConnectorDefinition connector) {
        return rule(connector).map(Watermark::initial).orElse("");
    }

    /**
     * Has the next reading begin elsewhere. The connector rests meanwhile, or a reading under way would move it again.
     *
     * @param value null for the beginning
     * @throws Undeliverable if the watermark is a date and this is none
     */
    public void move(ConnectorDefinition connector, @Nullable String value) {
        if (value == null) {
            watermarks.forget(connector.id());
        } else {
            boolean isDate = rule(connector).map(rule -> rule.format() != null).orElse(false);
            if (value.isBlank() || value.length() > LONGEST || isDate && !isInstant(value)) {
                throw new Undeliverable(notOne(isDate));
            }
            watermarks.move(connector.id(), value);
        }
        // What was read before is to be read again, should it come.
        polls.forget(connector.id());
    }

    private static boolean isInstant(String value) {
        try {
            return Instant.parse(value).isAfter(Instant.MIN);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Optional<Watermark> rule(ConnectorDefinition connector) {
        if (connector.intake() instanceof Intake.RestPoll poll) {
            return Optional.of(poll.watermark());
        }
        if (connector.intake() instanceof Intake.DatabasePoll poll) {
            return Optional.of(poll.watermark());
        }
        return connector.intake() instanceof Intake.SoapPoll poll ? Optional.of(poll.watermark()) : Optional.empty();
    }

    private static Problem notOne(boolean isDate) {
        return new Problem(
                ProblemKind.INVALID,
                Origin.PORTAL,
                "move-watermark",
                new Bilingual("Giá trị đó không phải là mốc đọc.", "That value is no watermark."),
                isDate
                        ? new Bilingual(
                                "Dùng một thời điểm UTC như 2026-03-02T01:00:00Z, hoặc null để đọc lại từ đầu.",
                                "Use an instant in UTC such as 2026-03-02T01:00:00Z, or null to read from the beginning.")
                        : new Bilingual(
                                "Dùng một giá trị từ 1 đến 200 ký tự như hệ thống trả về, hoặc null để đọc lại từ đầu.",
                                "Use a value of 1 to 200 characters as the system tells it, or null to read from the"
                                        + " beginning."),
                "/value");
    }
}
