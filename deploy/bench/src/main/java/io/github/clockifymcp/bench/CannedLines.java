package io.github.clockifymcp.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The floor below any server on stdio: it answers each line that has an id with a text of so many
/// bytes, and looks at nothing else.
///
/// ```
/// CannedLines BYTES
/// ```
final class CannedLines {
    private static final String ID = "\"id\":";

    private CannedLines() {}

    /// Answers until its input ends.
    public static void main(String[] args) throws IOException {
        String rest =
                ",\"result\":{\"text\":\"%s\"}}\n".formatted("x".repeat(Integer.parseInt(args[0])));
        try (InputStream in = new FileInputStream(FileDescriptor.in);
                OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            StringBuilder waiting = new StringBuilder();
            byte[] read = new byte[1 << 16];
            for (int count = in.read(read); count >= 0; count = in.read(read)) {
                waiting.append(new String(read, 0, count, ISO_8859_1));
                for (int end = waiting.indexOf("\n"); end >= 0; end = waiting.indexOf("\n")) {
                    answer(waiting.substring(0, end), rest, out);
                    waiting.delete(0, end + 1);
                }
            }
        }
    }

    private static void answer(String line, String rest, OutputStream out) throws IOException {
        int at = line.indexOf(ID);
        if (at < 0) {
            return;
        }
        int from = at + ID.length();
        int to = from;
        while (Character.isDigit(line.charAt(to))) {
            to++;
        }
        String answer = "{\"jsonrpc\":\"2.0\",\"id\":" + line.substring(from, to) + rest;
        out.write(answer.getBytes(ISO_8859_1));
    }
}
