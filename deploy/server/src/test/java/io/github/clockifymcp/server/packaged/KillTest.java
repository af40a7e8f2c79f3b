package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.enforcement.AuditCheck;
import io.github.clockifymcp.enforcement.AuditLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that are killed in the middle of their work, one after the other, on one state folder.
class KillTest {
    private static final int KILLS = Boolean.getBoolean("soak") ? 100 : 5;
    private static final int CALLS = 12;
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
            """;
    @TempDir Path folder;

    @Test
    void a_server_that_is_killed_leaves_an_audit_chain_that_holds() throws Exception {
        long seed = Long.getLong("kill.seed", 1L);
        Random random = new Random(seed);
        Installation server = Installation.built(folder.resolve("home"));
        Path state = folder.resolve("state");
        int logged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            ProcessBuilder command = server.command("--profile=sandbox");
            command.environment().put("MCP_CONTROL_PLANE_DSN", "file:" + state);
            try (StdioClient client = StdioClient.start(command)) {
                client.ask(INITIALIZE);
                int heard = random.nextInt(CALLS);
                for (int id = 2; id < 2 + CALLS; id++) {
                    client.send(logTime(id));
                }
                for (int i = 0; i < heard; i++) {
                    // Some are refused, since they come too fast; those change nothing.
                    JsonNode answer = client.message();
                    logged += answer.at("/result/isError").asBoolean() ? 0 : 1;
                }
                client.process().destroyForcibly().waitFor(); // SIGKILL
            }
        }

        AuditCheck check = AuditLines.verify(state.resolve("audit.jsonl"));
        assertThat(check.faults()).as("seed %d", seed).isEmpty();
        assertThat(outcomes(state)).as("seed %d", seed).isGreaterThanOrEqualTo(logged).isPositive();
    }

    private static String logTime(int id) {
        return """
        {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{\
        "name":"clockify_log_time","arguments":{"project":"Booking App",\
        "start":"yesterday 9:00","duration":"1h"}}}\
        """
                .formatted(id);
    }

    /// How many calls have an outcome; each of them must have had its intent before.
    private static int outcomes(Path state) throws Exception {
        Set<String> intended = new HashSet<>();
        int outcomes = 0;
        for (String line : Files.readAllLines(state.resolve("audit.jsonl"))) {
            JsonNode row = new JsonMapper().readTree(line);
            String call = row.path("call").asText();
            if (row.path("phase").asText().equals("intent")) {
                intended.add(call);
            } else if (row.path("phase").asText().equals("outcome")) {
                outcomes++;
                if (row.path("outcome").asText().equals("allowed")) {
                    assertThat(intended).contains(call);
                }
            }
        }
        return outcomes;
    }
}
