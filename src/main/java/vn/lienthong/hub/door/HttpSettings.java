package vn.lienthong.hub.door;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the HTTP doors have in common.
 *
 * @param maxBody the longest body a request may have
 */
@ConfigurationProperties("lienthong.http")
public record HttpSettings(@DefaultValue("1MB") DataSize maxBody) {
    public HttpSettings {
        if (maxBody.toBytes() < 1024 || maxBody.toBytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "lienthong.http.max-body is " + maxBody + "; expected 1KB to 2047MB, such as 1MB");
        }
    }
}
