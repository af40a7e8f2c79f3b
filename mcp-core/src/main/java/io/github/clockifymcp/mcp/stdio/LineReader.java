package io.github.clockifymcp.mcp.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// Cuts a stream into lines of bounded length. Of a line that is longer nothing is kept; it is read
/// to its end and reported.
final class LineReader {
    private static final int CHUNK = 16 * 1024;

    private final InputStream in;
    private final int maxLine;
    private ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean skipping;

    LineReader(InputStream in, int maxLine) {
        this.in = in;
        this.maxLine = maxLine;
    }

    /// What is done with a line.
    interface Lines {
        /// A line, without its end. The bytes are only good until this returns.
        void line(byte[] bytes, int from, int length);

        /// A line that had too many bytes.
        void tooLong();
    }

    /// Reads until the stream ends. A last line without an end counts.
    void read(Lines lines) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            int start = 0;
            for (int i = 0; i < count; i++) {
                if (chunk[i] == '\n') {
                    end(chunk, start, i - start, lines);
                    start = i + 1;
                }
            }
            keep(chunk, start, count - start);
        }
        if (begun.size() > 0 || skipping) {
            end(chunk, 0, 0, lines);
        }
    }

    private void end(byte[] chunk, int from, int length, Lines lines) {
        if (skipping || begun.size() + length > maxLine) {
            lines.tooLong();
        } else if (begun.size() == 0) {
            lines.line(chunk, from, length);
        } else {
            begun.write(chunk, from, length);
            byte[] line = begun.toByteArray();
            lines.line(line, 0, line.length);
        }
        forget();
        skipping = false;
    }

    private void keep(byte[] chunk, int from, int length) {
        if (skipping || begun.size() + length > maxLine) {
            forget();
            skipping = true;
        } else {
            begun.write(chunk, from, length);
        }
    }

    /// A long line must not hold its memory for as long as the server runs.
    private void forget() {
        if (begun.size() > CHUNK) {
            begun = new ByteArrayOutputStream();
        } else {
            begun.reset();
        }
    }
}
