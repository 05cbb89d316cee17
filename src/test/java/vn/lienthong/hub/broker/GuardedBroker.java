package vn.lienthong.hub.broker;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import vn.lienthong.hub.retention.RetentionSettings;

/** The broker and who may use it, without the rest of the hub. */
@SpringBootConfiguration
@EnableConfigurationProperties(RetentionSettings.class)
@ComponentScan(
        basePackages = {"vn.lienthong.hub.access", "vn.lienthong.hub.broker"},
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "vn\\.lienthong\\.hub\\.access\\.web\\..*"))
class GuardedBroker {}
