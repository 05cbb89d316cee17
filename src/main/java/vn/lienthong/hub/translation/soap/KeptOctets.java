package vn.lienthong.hub.translation.soap;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Octets that wait until what stands before them is written: few of them in memory, more in a file that nobody else sees,
 * and that is gone with this or with the process.
 */
final class KeptOctets extends OutputStream {
    private static final int IN_MEMORY = 256 << 10;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private OutputStream out = memory;
    private long length;

    long length() {
        return length;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int count) throws IOException {
        if (file == null && length + count > IN_MEMORY) {
            FileChannel opened = open();
            file = opened;
            out = new BufferedOutputStream(Channels.newOutputStream(opened), 64 << 10);
            memory.writeTo(out);
            memory.reset();
        }
        out.write(octets, offset, count);
        length += count;
    }

    private static FileChannel open() throws IOException {
        // It is for its owner alone, and where the system can it has no name any more once it is open.
        return FileChannel.open(
                Files.createTempFile("lienthong-", ".octets"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** All of them, to be read once; nothing is written any more then. */
    InputStream content() throws IOException {
        out.flush();
        FileChannel kept = file;
        return kept == null
                ? new ByteArrayInputStream(memory.toByteArray())
                : Channels.newInputStream(kept.position(0));
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
