package vn.lienthong.hub.connector;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How connectors are registered through the API.
 *
 * @param approval whether a version runs only when somebody else than its author, with the right approve-connectors, has
 *     activated it
 */
@ConfigurationProperties("lienthong.connectors-api")
public record ConnectorsApiSettings(@DefaultValue("false") boolean approval) {}
