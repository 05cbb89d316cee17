package vn.lienthong.hub.portal;

import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.stereotype.Component;

/** How portals are called over HTTP: once, with an end to patience. */
@Component("deliveryHttp")
final class DeliveryHttp implements HttpClientConfigurer {
    private final DeliverySettings settings;

    DeliveryHttp(DeliverySettings settings) {
        this.settings = settings;
    }

    @Override
    @SuppressWarnings(
            "deprecation") // The connection's own time-out can only be set where Camel builds the connections.
    public void configureHttpClient(HttpClientBuilder client) {
        // A call that is repeated behind the hub's back might tell a change twice.
        client.disableAutomaticRetries();
        client.disableCookieManagement();
        client.disableRedirectHandling();
        client.setDefaultRequestConfig(RequestConfig.custom()
                .setConnectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .setConnectionRequestTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .setResponseTimeout(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .build());
    }
}
