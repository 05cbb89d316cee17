package vn.lienthong.hub.translation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A CSV file's text: how it is encoded and what separates its cells, judged by its beginning.
 *
 * @param reader the text after any byte order mark; characters that the encoding does not have are an error
 * @param separator what separates the header's cells
 */
record CsvText(Reader reader, char separator) {
    private static final int BEGINNING = 8_192;
    private static final char[] SEPARATORS = {';', ',', '\t'};

    /** @param byDefault its encoding, where no byte order mark says another */
    static CsvText of(InputStream csv, Charset byDefault) throws IOException {
        byte[] beginning = csv.readNBytes(BEGINNING);
        Mark mark = Mark.of(beginning);
        Charset charset = mark == Mark.NONE ? byDefault : mark.charset;
        byte[] text = Arrays.copyOfRange(beginning, mark.length, beginning.length);
        Reader reader = new InputStreamReader(
                new SequenceInputStream(new ByteArrayInputStream(text), csv),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return new CsvText(reader, mostOf(firstLine(new String(text, charset))));
    }

    private static String firstLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    private static char mostOf(String header) {
        char most = SEPARATORS[0];
        for (char separator : SEPARATORS) {
            if (count(header, separator) > count(header, most)) {
                most = separator;
            }
        }
        return most;
    }

    private static long count(String header, char wanted) {
        return header.chars().filter(c -> c == wanted).count();
    }

    /** A byte order mark, and what it says. */
    private enum Mark {
        UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
        UTF_16LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
        UTF_16BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
        NONE(StandardCharsets.UTF_8);

        private final Charset charset;
        private final int length;
        private final byte[] bytes;

        Mark(Charset charset, int... bytes) {
            this.charset = charset;
            this.length = bytes.length;
            this.bytes = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                this.bytes[i] = (byte) bytes[i];
            }
        }

        static Mark of(byte[] beginning) {
            return Arrays.stream(values())
                    .filter(mark -> beginning.length >= mark.length
                            && Arrays.equals(mark.bytes, Arrays.copyOf(beginning, mark.length)))
                    .findFirst()
                    .orElse(NONE);
        }
    }
}
