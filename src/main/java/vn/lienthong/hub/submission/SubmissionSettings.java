package vn.lienthong.hub.submission;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How what is handed in for agencies is kept and brought to them.
 *
 * @param attachments the folder of attachments; the folder attachments in lienthong.home if left out. Hubs that share a database
 *     share it
 * @param largestAttachment the largest attachment taken, whatever a procedure allows
 * @param largestTotal how large the attachments of one submission may be together
 * @param linksTo the address under which agencies reach the hub, for the links by which they fetch attachments; if left out, its
 *     own on this machine
 * @param linksLast how long such a link is good
 */
@ConfigurationProperties("lienthong.submission")
record SubmissionSettings(
        @Nullable Path attachments,
        @DefaultValue("50MB") DataSize largestAttachment,
        @DefaultValue("200MB") DataSize largestTotal,
        @Nullable URI linksTo,
        @DefaultValue("72h") Duration linksLast) {
    SubmissionSettings {
        if (largestAttachment.toBytes() < 1) {
            throw new IllegalArgumentException("lienthong.submission.largest-attachment was " + largestAttachment
                    + "; expected a size, such as 50MB");
        }
        if (linksLast.isNegative() || linksLast.isZero()) {
            throw new IllegalArgumentException(
                    "lienthong.submission.links-last was " + linksLast + "; expected a time, such as 72h");
        }
    }
}
