package io.github.clockifymcp.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;

/// The floor below any server on stdio: it answers each line that has an id with a text of so many
/// bytes, and looks at nothing else. With an address it asks there before each answer, by the
/// library that our client uses, and reads the JSON that it gets into a tree: less cannot be done
/// by who tells something of Clockify.
///
/// ```
/// CannedLines BYTES [ADDRESS KEY]
/// ```
final class CannedLines {
    private static final String ID = "\"id\":";
    private static final JsonMapper JSON = new JsonMapper();

    private final String rest;
    private final Asking asking;

    private CannedLines(int bytes, Asking asking) {
        this.rest = ",\"result\":{\"text\":\"%s\"}}\n".formatted("x".repeat(bytes));
        this.asking = asking;
    }

    /// What is done before an answer.
    @FunctionalInterface
    private interface Asking {
        void ask() throws IOException;
    }

    /// Answers until its input ends.
    public static void main(String[] args) throws IOException {
        int bytes = Integer.parseInt(args[0]);
        if (args.length == 1) {
            new CannedLines(bytes, () -> {}).serve();
            return;
        }
        HttpGet request = new HttpGet(args[1]);
        request.setHeader("X-Api-Key", args[2]);
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            new CannedLines(bytes, () -> client.execute(request, CannedLines::read)).serve();
        }
    }

    private static int read(ClassicHttpResponse response) throws IOException {
        try (InputStream body = response.getEntity().getContent()) {
            return JSON.readTree(body).size();
        }
    }

    private void serve() throws IOException {
        try (InputStream in = new FileInputStream(FileDescriptor.in);
                OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            StringBuilder waiting = new StringBuilder();
            byte[] read = new byte[1 << 16];
            for (int count = in.read(read); count >= 0; count = in.read(read)) {
                waiting.append(new String(read, 0, count, ISO_8859_1));
                for (int end = waiting.indexOf("\n"); end >= 0; end = waiting.indexOf("\n")) {
                    answer(waiting.substring(0, end), out);
                    waiting.delete(0, end + 1);
                }
            }
        }
    }

    private void answer(String line, OutputStream out) throws IOException {
        int at = line.indexOf(ID);
        if (at < 0) {
            return;
        }
        int from = at + ID.length();
        int to = from;
        while (Character.isDigit(line.charAt(to))) {
            to++;
        }
        asking.ask();
        String answer = "{\"jsonrpc\":\"2.0\",\"id\":" + line.substring(from, to) + rest;
        out.write(answer.getBytes(ISO_8859_1));
    }
}
