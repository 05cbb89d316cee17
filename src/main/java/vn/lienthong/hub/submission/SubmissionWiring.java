package vn.lienthong.hub.submission;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.door.Streamed;
import vn.lienthong.hub.store.Database;

/** Puts together what takes submissions. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SubmissionSettings.class)
class SubmissionWiring {
    private static final int KEY_BYTES = 32;

    @Bean
    AttachmentStore attachmentStore(
            @Value("${lienthong.home:data}") Path home, SubmissionSettings settings, AttachmentRows rows, Clock clock)
            throws IOException {
        Path folder = settings.attachments() == null ? home.resolve("attachments") : settings.attachments();
        return new AttachmentStore(folder, rows, settings.largestAttachment().toBytes(), clock);
    }

    /** Signs by a key that the first hub on a database makes, and all of them use. */
    @Bean
    LinkTokens linkTokens(Database database) {
        byte[] made = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(made);
        byte[] key = database.write(session -> {
            session.update("INSERT INTO link_key (id, value) VALUES (1, ?) ON CONFLICT (id) DO NOTHING", (Object) made);
            return session.query("SELECT value FROM link_key WHERE id = 1", row -> row.getBytes(1))
                    .get(0);
        });
        return new LinkTokens(key);
    }

    @Bean
    PortalSubmission portalSubmission(ProducerTemplate routes) {
        return new PortalSubmission(routes);
    }

    @Bean
    Streamed uploads() {
        return request -> request.getMethod().equals("POST")
                && (request.getRequestURI().equals("/api/v1/attachments")
                        || Set.of("/api/v1/dossiers", "/soap/submissions").contains(request.getRequestURI())
                                && String.valueOf(request.getContentType())
                                        .toLowerCase(Locale.ROOT)
                                        .startsWith("multipart/"));
    }
}
