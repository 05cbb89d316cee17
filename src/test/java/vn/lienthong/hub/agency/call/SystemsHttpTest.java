package vn.lienthong.hub.agency.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.connector.AllowedAddresses;

/** What is said once for all calls, so that no route can forget it. */
class SystemsHttpTest {
    private final CamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        camel.addComponent("http", new SystemsHttp(new AllowedAddresses(List.of("127.0.0.1")), RestRig.SETTINGS));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void aRouteThatSaysNothingCallsAsTheHubCalls() {
        HttpEndpoint call = camel.getEndpoint("http:tax-office", HttpEndpoint.class);

        assertThat(call.isThrowExceptionOnFailure()).isFalse();
        assertThat(call.isDisableStreamCache()).isTrue();
        assertThat(call.isCopyHeaders()).isFalse();
        assertThat(call.getUserAgent()).isEqualTo("lien-thong");
        assertThat(call.getHttpClientConfigurer()).isInstanceOf(AnswerLimit.class);
        assertThat(call.getConnectTimeout())
                .isEqualTo(RestRig.SETTINGS.connectTimeout().toMillis());
        assertThat(call.getConnectionRequestTimeout())
                .isEqualTo(RestRig.SETTINGS.connectTimeout().toMillis());
        assertThat(call.getResponseTimeout())
                .isEqualTo(RestRig.SETTINGS.answerTimeout().toMillis());
        assertThat(call.getSoTimeout())
                .isEqualTo(RestRig.SETTINGS.answerTimeout().toMillis());
    }

    @Test
    void aRouteMaySayOtherwise() {
        HttpEndpoint call = camel.getEndpoint(
                "http:tax-office?throwExceptionOnFailure=true&disableStreamCache=false&copyHeaders=true&connectTimeout=70"
                        + "&responseTimeout=80&userAgent=other",
                HttpEndpoint.class);

        assertThat(call.isThrowExceptionOnFailure()).isTrue();
        assertThat(call.isDisableStreamCache()).isFalse();
        assertThat(call.isCopyHeaders()).isTrue();
        assertThat(call.getUserAgent()).isEqualTo("other");
        assertThat(call.getConnectTimeout()).isEqualTo(70);
        assertThat(call.getResponseTimeout()).isEqualTo(80);
    }

    @Test
    void tlsIsWaitedForAsLongAsTheAnswer() {
        HttpEndpoint call = camel.getEndpoint("http:tax-office?responseTimeout=80", HttpEndpoint.class);

        assertThat(call.getSoTimeout()).isEqualTo(80);
    }

    /** Camel hides secrets in an address a dozen times for each connector, which takes the square of its length. */
    @Test
    void whatIsSaidOnceDoesNotMakeTheAddressLonger() {
        String address = "http://tax-office?connectTimeout=70";

        assertThat(URISupport.sanitizeUri(
                        camel.getEndpoint(address, HttpEndpoint.class).getEndpointUri()))
                .isEqualTo(address);
    }
}
