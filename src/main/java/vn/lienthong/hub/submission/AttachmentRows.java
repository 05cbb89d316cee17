package vn.lienthong.hub.submission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.submission.AttachmentStore.Kept;

/** Which attachments are kept, and who uploaded them. */
@Component
final class AttachmentRows {
    private static final String KEEP =
            """
            INSERT INTO attachment (sha256, size, media_type, uploaded_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (sha256) DO UPDATE SET uploaded_at = excluded.uploaded_at""";
    private static final String UPLOADED =
            """
            INSERT INTO attachment_upload (sha256, caller, media_type) VALUES (?, ?, ?)
            ON CONFLICT (sha256, caller) DO UPDATE SET media_type = excluded.media_type""";
    private static final String UPLOADED_BY =
            """
            SELECT a.sha256, a.size, u.media_type FROM attachment_upload u JOIN attachment a ON a.sha256 = u.sha256
            WHERE u.sha256 = ? AND u.caller = ?""";
    private static final String UNNEEDED =
            """
            SELECT a.sha256 FROM attachment a WHERE a.uploaded_at < ?
            AND NOT EXISTS (SELECT 1 FROM submission_attachment s WHERE s.sha256 = a.sha256)
            ORDER BY a.uploaded_at LIMIT ?""";
    private static final String FORGET_UPLOADS = "DELETE FROM attachment_upload WHERE sha256 = ?";
    private static final String FORGET = "DELETE FROM attachment WHERE sha256 = ?";

    private final Database database;

    AttachmentRows(Database database) {
        this.database = database;
    }

    /** Durable on return. */
    void keep(Kept kept, String caller, Instant now) {
        long at = Micros.of(now);
        database.write(session -> {
            session.update(KEEP, kept.sha256(), kept.size(), kept.mediaType(), at);
            return session.update(UPLOADED, kept.sha256(), caller, kept.mediaType());
        });
    }

    Optional<Kept> uploadedBy(String caller, String sha256) {
        return database.reader()
                .sql(UPLOADED_BY)
                .params(sha256, caller)
                .query((row, number) -> new Kept(row.getString(1), row.getLong(2), row.getString(3)))
                .optional();
    }

    /** Forgets what no submission names; the rows are gone when this returns. */
    List<String> removeUnneeded(Instant before, int most) {
        long at = Micros.of(before);
        return database.write(session -> {
            List<String> unneeded = session.query(UNNEEDED, row -> row.getString(1), at, most);
            for (String sha256 : unneeded) {
                session.update(FORGET_UPLOADS, sha256);
                session.update(FORGET, sha256);
            }
            return unneeded;
        });
    }
}
