package vn.lienthong.hub.submission;

import java.time.Clock;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;

/** Makes the links by which an agency's system fetches attachments. */
@Component
final class AttachmentLinks {
    private final LinkTokens tokens;
    private final SubmissionSettings settings;
    private final Environment environment;
    private final Clock clock;

    AttachmentLinks(LinkTokens tokens, SubmissionSettings settings, Environment environment, Clock clock) {
        this.tokens = tokens;
        this.settings = settings;
        this.environment = environment;
        this.clock = clock;
    }

    /** A link that is good from now on for as long as the settings say. */
    String to(String sha256, SystemId system) {
        return address() + "/api/v1/attachments/" + sha256 + "?"
                + tokens.query(sha256, system.value(), clock.instant().plus(settings.linksLast()));
    }

    private String address() {
        if (settings.linksTo() != null) {
            return settings.linksTo().toString().replaceAll("/+$", "");
        }
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return "http://127.0.0.1:" + port;
    }
}
