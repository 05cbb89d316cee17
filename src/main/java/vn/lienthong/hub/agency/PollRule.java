package vn.lienthong.hub.agency;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.call.SystemCall.Request;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Intake;

/**
 * How one system is polled, whatever protocol it speaks.
 *
 * @param list the request for a page
 * @param records where the list is in the answer
 * @param detail the request for one record's details, or null
 * @param detailRecord where the record is in the detail's answer
 * @param pageSize how many records a full page has
 * @param byPageNumber whether the list is asked for by page number within what the watermark leaves
 * @param settled after which time a record that was read is not read again
 */
record PollRule(
        Request list,
        String records,
        @Nullable HttpCall detail,
        String detailRecord,
        int pageSize,
        boolean byPageNumber,
        Duration settled,
        Reach reach) {
    private static final String PAGE = "{{page}}";

    static PollRule of(ConnectorDefinition connector) {
        var mapping = Objects.requireNonNull(connector.mapping(), "a system that is polled has a mapping");
        if (connector.intake() instanceof Intake.RestPoll rest) {
            return new PollRule(
                    new Request.Http(rest.list()),
                    rest.records(),
                    rest.detail(),
                    rest.detailRecord(),
                    rest.pageSize(),
                    asksByPage(rest.list()),
                    rest.watermark().overlap(),
                    new Reach(rest.watermark(), mapping));
        }
        if (connector.intake() instanceof Intake.SoapPoll soap) {
            return new PollRule(
                    new Request.Soap(soap.list()),
                    soap.records(),
                    null,
                    "",
                    soap.pageSize(),
                    soap.list().body().contains(PAGE),
                    soap.watermark().overlap(),
                    new Reach(soap.watermark(), mapping));
        }
        throw new IllegalArgumentException(connector.id() + " is not polled");
    }

    private static boolean asksByPage(HttpCall call) {
        String body = call.body();
        return call.path().contains(PAGE) || body != null && body.contains(PAGE);
    }
}
