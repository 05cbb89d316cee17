package vn.lienthong.hub.agency;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.call.SystemCall.Request;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Pages;
import vn.lienthong.hub.connector.Intake;

/**
 * How one system is polled, whatever protocol it speaks.
 *
 * @param list the request for a page
 * @param records where the list is in the answer
 * @param detail the request for one record's details, or null
 * @param detailRecord where the record is in the detail's answer
 * @param pageSize how many records a full page has
 * @param asksByWatermark whether the request tells the watermark, so that the list can be asked for from there
 * @param turning how the next page is asked for within what the watermark leaves
 * @param pages the rest of what is declared of that
 * @param settled after which time a record that was read is not read again
 */
record PollRule(
        Request list,
        String records,
        @Nullable HttpCall detail,
        String detailRecord,
        int pageSize,
        boolean asksByWatermark,
        Turning turning,
        Pages pages,
        Duration settled,
        Reach reach) {
    /** How pages are turned. */
    enum Turning {
        /** By the watermark alone. */
        WATERMARK,
        /** By number or offset. */
        NUMBER,
        /** By what the page before tells. */
        CURSOR,
        /** By the address that the page before tells. */
        LINK
    }

    static PollRule of(ConnectorDefinition connector) {
        var mapping = Objects.requireNonNull(connector.mapping(), "a system that is polled has a mapping");
        if (connector.intake() instanceof Intake.RestPoll rest) {
            return new PollRule(
                    new Request.Http(rest.list()),
                    rest.records(),
                    rest.detail(),
                    rest.detailRecord(),
                    rest.pageSize(),
                    asksByWatermark(rest.list().path() + rest.list().body()),
                    turning(rest.list().path() + rest.list().body(), rest.pages()),
                    rest.pages(),
                    rest.watermark().overlap(),
                    new AnswerReach(rest.watermark(), mapping));
        }
        if (connector.intake() instanceof Intake.SoapPoll soap) {
            return new PollRule(
                    new Request.Soap(soap.list()),
                    soap.records(),
                    null,
                    "",
                    soap.pageSize(),
                    asksByWatermark(soap.list().body()),
                    turning(soap.list().body(), soap.pages()),
                    soap.pages(),
                    soap.watermark().overlap(),
                    new AnswerReach(soap.watermark(), mapping));
        }
        if (connector.intake() instanceof Intake.DatabasePoll database) {
            return new PollRule(
                    new Request.Rows(database),
                    "/rows",
                    null,
                    "",
                    database.pageSize(),
                    asksByWatermark(database.query()),
                    turning(database.query(), Pages.NUMBERED),
                    Pages.NUMBERED,
                    database.watermark().overlap(),
                    new RowReach(database, mapping.zone()));
        }
        throw new IllegalArgumentException(connector.id() + " is not polled");
    }

    private static boolean asksByWatermark(String request) {
        return request.contains("{{watermark}}");
    }

    private static Turning turning(String request, Pages pages) {
        if (pages.link()) {
            return Turning.LINK;
        }
        if (pages.cursor() != null) {
            return Turning.CURSOR;
        }
        return request.contains("{{page}}") || request.contains("{{offset}}") ? Turning.NUMBER : Turning.WATERMARK;
    }
}
