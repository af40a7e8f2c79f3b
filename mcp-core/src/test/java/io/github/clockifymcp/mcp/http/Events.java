package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream of events as a client reads it.
final class Events implements AutoCloseable {
    /// What comes after the last event.
    static final Event END = new Event("", "", "");

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    /// @param id empty for none
    /// @param retry empty for none
    record Event(String id, String retry, String data) {}

    Events(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /// The next event; [#END] when there is none. Comments are passed over.
    Event next() {
        try {
            String id = "";
            String retry = "";
            @Nullable String data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("retry: ")) {
                    retry = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && data != null) {
                    return new Event(id, retry, data);
                }
            }
            return END;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What comes next, an event or a comment, as it stands there.
    String line() {
        try {
            String line = lines.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All that follows.
    List<Event> rest() {
        List<Event> all = new ArrayList<>();
        for (Event event = next(); !event.equals(END); event = next()) {
            all.add(event);
        }
        return all;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
