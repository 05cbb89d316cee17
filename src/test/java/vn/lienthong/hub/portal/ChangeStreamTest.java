package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;

class ChangeStreamTest {
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    private final Connection connection = new Connection();
    private final Listening listening = new Listening();
    private final ChangeStream stream = new ChangeStream(
            Invented.PORTAL,
            7,
            List.of(),
            new MockAsyncContext(new MockHttpServletRequest(), null),
            connection,
            NOW,
            listening);

    private static List<byte[]> events(int count) {
        return Collections.nCopies(count, "e".getBytes(StandardCharsets.US_ASCII));
    }

    @Nested
    class WhenItsReaderIsSlow {
        @Test
        void wantsNoMoreUntilAllItWasGivenIsOnItsWay() {
            connection.room = 3;
            stream.onWritePossible();
            assertThat(stream.wantsMore()).isTrue();

            stream.give(107, events(100), NOW);

            assertThat(stream.wantsMore()).isFalse();
            assertThat(connection.written.toString(StandardCharsets.US_ASCII)).isEqualTo("eee");
            assertThat(stream.position()).isEqualTo(107);
            connection.room = 50;
            stream.onWritePossible();
            assertThat(stream.wantsMore()).isFalse();
            connection.room = 1_000;
            stream.onWritePossible();
            assertThat(stream.wantsMore()).isTrue();
            assertThat(connection.written.toString(StandardCharsets.US_ASCII)).isEqualTo("e".repeat(100));
        }

        @Test
        void piledUpNoHeartbeats() {
            stream.onWritePossible();
            connection.room = 0;
            stream.give(8, events(1), NOW);

            for (int beats = 0; beats < 1_000; beats++) {
                stream.heartbeat(NOW.plusSeconds(beats));
            }

            connection.room = 10_000;
            stream.onWritePossible();
            assertThat(connection.written.toString(StandardCharsets.US_ASCII)).isEqualTo("e");
        }

        @Test
        void saysSinceWhenNothingWasTaken() {
            stream.onWritePossible();
            assertThat(stream.stuckSince()).isEqualTo(Instant.MAX);
            connection.room = 0;

            stream.give(8, events(2), NOW.plusSeconds(10));
            stream.give(9, events(1), NOW.plusSeconds(20));
            assertThat(stream.stuckSince()).isEqualTo(NOW.plusSeconds(10));

            listening.now = NOW.plusSeconds(30);
            connection.room = 1;
            stream.onWritePossible();
            assertThat(stream.stuckSince()).isEqualTo(NOW.plusSeconds(30));
        }
    }

    @Nested
    class WhenItIsClosed {
        @Test
        void forgetsWhatItWasGivenAndSaysSoOnce() {
            stream.onWritePossible();
            connection.room = 0;
            stream.give(8, events(2), NOW);

            stream.close();
            stream.close();

            assertThat(listening.left).isEqualTo(1);
            connection.room = 100;
            assertThat(stream.wantsMore()).isFalse();
            stream.onWritePossible();
            assertThat(connection.written.size()).isZero();
        }
    }

    /** Takes so many events and then no more, as a connection does whose reader does not read. */
    private static final class Connection extends ServletOutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int room = 1_000;

        @Override
        public boolean isReady() {
            return room > 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("the stream is called by the test");
        }

        @Override
        public void write(int octet) {
            written.write(octet);
            room--;
        }
    }

    private static final class Listening implements ChangeStream.Listening {
        private Instant now = NOW;
        private int left;

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void ready() {
            // The test asks by itself.
        }

        @Override
        public void left(ChangeStream stream) {
            left++;
        }
    }
}
