package vn.lienthong.hub.trail;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.store.WriteSession;

/**
 * Writes this node's chain. Hashes are made here, before the database's one writer has the entries, so that nobody waits for
 * them. Used by one thread.
 */
final class ChainWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChainWriter.class);

    private final Database database;
    private final Clock clock;
    private final HeadFile file;
    private final Optional<HeadFile.Head> remembered;
    private final Runnable broken;
    private final List<Trail.Act> notices = new ArrayList<>();
    private @Nullable Standing standing;
    private @Nullable Unsure unsure;

    /** @param broken told when what the database has of this node's chain is not what was written */
    ChainWriter(Database database, Clock clock, Path home, Runnable broken) {
        this.database = database;
        this.clock = clock;
        this.broken = broken;
        this.file = HeadFile.open(home);
        this.remembered = HeadFile.read(home.resolve(HeadFile.NAME));
    }

    /** A write of which is not known whether it was committed. */
    private record Unsure(Standing before, Standing after) {}

    /**
     * Writes acts as entries, and first closes a day that is over.
     *
     * @throws TryAgainLater if the database cannot take them now; the same acts are to be given again
     */
    void write(List<Trail.Act> acts) {
        if (unsure == null || !isWritten(unsure)) {
            attempt(acts);
        }
    }

    private void attempt(List<Trail.Act> acts) {
        Standing before = standing();
        Standing day = before.of(clock);
        List<Trail.Act> all = new ArrayList<>(notices);
        all.addAll(acts);
        List<TrailEntry> entries = Gathered.entries(all, day.number(), day.hash());
        Standing after = day.after(day.id(), entries.get(entries.size() - 1));
        try {
            long id = database.write(session -> add(session, before, day, entries));
            reached(day.after(id, entries.get(entries.size() - 1)));
        } catch (TryAgainLater e) {
            unsure = new Unsure(before, after);
            throw e;
        } catch (RuntimeException e) {
            if (isWritten(new Unsure(before, after))) {
                return;
            }
            if (standing == before) {
                throw e;
            }
            attempt(acts);
        }
    }

    private long add(WriteSession session, Standing before, Standing day, List<TrailEntry> entries)
            throws SQLException {
        long now = Micros.of(clock.instant());
        long id = day.id() == null ? ChainRows.begin(session, day.name(), now) : day.id();
        if (day != before) {
            ChainRows.close(session, id, before.closing(), now);
            ChainRows.open(session, id, Objects.requireNonNull(day.segment()));
        }
        for (TrailEntry entry : entries) {
            ChainRows.add(session, id, entry);
        }
        return id;
    }

    /** Looks what the database has. If it is neither what was there before nor what was to come, another node has our chain. */
    private boolean isWritten(Unsure write) {
        Standing there =
                Standing.read(database.reader(), write.after.name()).orElse(Standing.first(write.after.name()));
        unsure = null;
        if (there.isAt(write.after.hash())) {
            reached(there);
            return true;
        }
        standing = there.isAt(write.before.hash()) ? write.before : newChain();
        return false;
    }

    /** Closes the day if it is over, though nothing more was noted. */
    void closeDay() {
        Standing before = standing;
        TrailSegment closing = before == null ? null : before.closing();
        if (before == null
                || closing == null
                || closing.end() == null
                || before.of(clock) == before
                || unsure != null) {
            return;
        }
        long id = Objects.requireNonNull(before.id());
        database.write(session -> {
            ChainRows.close(session, id, closing, Micros.of(clock.instant()));
            return id;
        });
        reached(before.closed(closing, closing.end()));
    }

    private void reached(Standing now) {
        Standing before = standing;
        notices.clear();
        standing = now;
        file.write(now.head());
        if (before != null && before.name().equals(now.name()) && !Arrays.equals(before.digest(), now.digest())) {
            LOG.info(
                    "A day of the trail is closed: {} {} {}",
                    now.name(),
                    before.segment() == null
                            ? "-"
                            : before.segment().number() + " " + before.segment().day(),
                    HexFormat.of().formatHex(now.digest()));
        }
    }

    private Standing standing() {
        Standing known = standing;
        if (known == null) {
            known = remembered.map(this::found).orElseGet(ChainWriter::newChain);
            standing = known;
        }
        return known;
    }

    private Standing found(HeadFile.Head head) {
        Standing there = Standing.read(database.reader(), head.chain()).orElse(Standing.first(head.chain()));
        return there.number() >= head.number() && has(there, head) ? there : broken(head, there);
    }

    private boolean has(Standing there, HeadFile.Head head) {
        if (there.number() == head.number() || there.id() == null) {
            return there.isAt(head.hash());
        }
        List<TrailEntry> entry = ChainRows.page(database.reader(), there.id(), head.number(), head.number(), 1);
        return entry.isEmpty() || Arrays.equals(entry.get(0).hash(), head.hash());
    }

    private Standing broken(HeadFile.Head head, Standing there) {
        broken.run();
        LOG.error(
                "The trail's chain {} had {} entries when this hub last wrote it; the database now has {}, or others. Was it"
                        + " restored from a back-up, or changed? A new chain begins; run 'trail verify'",
                head.chain(),
                head.number(),
                there.number());
        String found = head.number() + " written, " + there.number() + " there";
        notices.add(new Trail.Act(clock.instant(), "hub", "trail-broken", head.chain(), found, "trail"));
        return newChain();
    }

    private static Standing newChain() {
        byte[] name = new byte[8];
        new SecureRandom().nextBytes(name);
        return Standing.first(HexFormat.of().formatHex(name));
    }

    @Override
    public void close() {
        file.close();
    }
}
