package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.stdio.TortureLines;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client should never send, sent to the packaged server.
class PackagedTortureTest {
    private static final int LINES = Boolean.getBoolean("soak") ? 100_000 : 10_000;
    private static final int MAX_LINE = 4 * 1024 * 1024;

    @TempDir Path folder;

    @Test
    void nothing_that_comes_in_ends_it_gets_a_wrong_id_or_puts_anything_but_mcp_on_its_output()
            throws Exception {
        long seed = Long.getLong("torture.seed", 20_261_120L);
        TortureLines torture = TortureLines.of(seed, LINES, MAX_LINE);
        Installation server = Installation.built(folder.resolve("home"));
        Process process =
                server.command("--profile=sandbox")
                        .redirectError(ProcessBuilder.Redirect.to(folder.resolve("log").toFile()))
                        .start();
        List<String> heard = new ArrayList<>();
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            Thread listening;
            try (OutputStream out = process.getOutputStream()) {
                out.write((TortureLines.hello() + "\n").getBytes(UTF_8));
                out.flush();
                heard.add(in.readLine());
                listening = Thread.ofVirtual().start(() -> in.lines().forEach(heard::add));
                for (byte[] line : torture.lines()) {
                    out.write(line);
                    out.write('\n');
                }
                out.write((TortureLines.goodbye() + "\n").getBytes(UTF_8));
            }
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("seed %d", seed).isTrue();
            listening.join();
        } finally {
            process.destroyForcibly();
        }
        assertThat(torture.check(heard)).as("seed %d", seed).isEmpty();
        assertThat(process.exitValue()).isZero();
    }
}
