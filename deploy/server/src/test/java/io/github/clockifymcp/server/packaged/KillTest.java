package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.sandbox.ReceivedRequest;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that are killed in the middle of their work, one after the other, on one state folder
/// and in front of one sandbox, which outlives them. `-Dkill.seed=N` kills at other moments.
class KillTest {
    private static final int KILLS = Boolean.getBoolean("soak") ? 200 : 10;
    private static final int LOGGED = 6;
    private static final int LONGEST_MILLIS = 12;
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path folder;
    private Sandbox sandbox;
    private BesideTheServer beside;

    @BeforeEach
    void open() {
        SandboxOptions defaults = SandboxOptions.with(SandboxClock.running());
        sandbox =
                Sandbox.start(
                        new SandboxOptions(
                                0,
                                defaults.clock(),
                                defaults.startingStopsRunningTimer(),
                                defaults.bodyLimit(),
                                1_000_000,
                                defaults.withoutFeatures()));
        beside = new BesideTheServer(sandbox.baseUrl());
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void whatever_reached_clockify_is_in_the_log_and_what_was_done_can_be_taken_back()
            throws Exception {
        long seed = Long.getLong("kill.seed", 1L);
        Random random = new Random(seed);
        List<ReceivedRequest> ours = new ArrayList<>();
        String done = "";
        int takenBack = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> victims = List.of(entry(kill, 1), entry(kill, 2));
            sandbox.forgetReceived();
            try (Mortal server = start(kill % 2 == 1)) {
                takenBack += takeBack(server, done, seed, kill);
                done = load(server, kill, victims, random);
            }
            settled();
            ours.addAll(sandbox.received());
        }
        sandbox.forgetReceived();
        try (Mortal server = start(false)) {
            takenBack += takeBack(server, done, seed, KILLS);
        }
        ours.addAll(sandbox.received());

        Printed verified =
                Printed.by(
                        Installation.shipped(folder.resolve("home"))
                                .command("audit", "verify", "--state", state().toString()));
        assertThat(verified.code()).as("seed %d: %s", seed, verified.out()).isZero();
        assertThat(withoutIntent(ours)).as("seed %d", seed).isEmpty();
        assertThat(takenBack).as("seed %d: of %d kills", seed, KILLS).isGreaterThan(KILLS / 5);
    }

    /// What is made beside the server, to be deleted through it.
    private String entry(int kill, int number) throws Exception {
        String day = "2026-02-%02d".formatted(day(kill));
        return beside.studio(
                        "POST",
                        "/time-entries",
                        "{\"start\":\"%sT0%d:00:00Z\",\"end\":\"%sT0%d:30:00Z\",\"description\":\"victim\"}"
                                .formatted(day, number, day, number))
                .path("id")
                .asText();
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Mortal start(boolean http) throws Exception {
        Installation server = Installation.shipped(folder.resolve("home"));
        Map<String, String> environment = new HashMap<>(ToolSession.studio("ada", "standard"));
        environment.put("CLOCKIFY_BASE_URL", sandbox.baseUrl() + "/api/v1");
        environment.put("MCP_CONTROL_PLANE_DSN", "file:" + state());
        for (String limit :
                List.of(
                        "RATE_LIMIT",
                        "PER_TOKEN_RATE_LIMIT",
                        "MAX_CONCURRENT",
                        "PER_TOKEN_CONCURRENCY")) {
            environment.put("CLOCKIFY_" + limit, "0");
        }
        if (http) {
            return new Mortal.Http(Listening.start(server, environment));
        }
        ProcessBuilder command = server.command();
        command.environment().putAll(environment);
        return new Mortal.Stdio(command);
    }

    /// Several calls at once, in whose midst the server is killed.
    ///
    /// @return what one of them logged that was answered; empty when none was
    private static String load(Mortal server, int kill, List<String> victims, Random random)
            throws Exception {
        List<String> tokens = new ArrayList<>();
        for (String victim : victims) {
            tokens.add(ToolSession.token(server.told("clockify_delete_entry", named(victim))));
        }
        Semaphore answered = new Semaphore(0);
        Map<String, CompletableFuture<JsonNode>> logging = new LinkedHashMap<>();
        List<CompletableFuture<JsonNode>> others = new ArrayList<>();
        for (int i = 0; i < LOGGED; i++) {
            String description = "kill %d of work %d.".formatted(kill, i);
            String arguments =
                    "{\"project\":\"Booking App\",\"start\":\"2026-01-%02d %d:00\",\"duration\":\"1h\",\"description\":\"%s\"}"
                            .formatted(day(kill), 8 + i, description);
            logging.put(
                    description,
                    server.call("clockify_log_time", arguments)
                            .whenComplete((value, gone) -> answered.release()));
            if (i < victims.size()) {
                String confirmed = Mortal.with(tokens.get(i), named(victims.get(i)));
                others.add(
                        server.call("clockify_delete_entry", confirmed)
                                .whenComplete((value, gone) -> answered.release()));
                others.add(
                        server.call("clockify_list_projects", "{}")
                                .whenComplete((value, gone) -> answered.release()));
            }
        }
        // After some of the answers, however fast the machine is, and then at any moment.
        int heard = random.nextInt(logging.size() + others.size());
        assertThat(answered.tryAcquire(heard, 60, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(Duration.ofMillis(random.nextInt(LONGEST_MILLIS)));
        Process process = server.process();
        process.destroyForcibly().waitFor(); // SIGKILL
        String done = "";
        for (Map.Entry<String, CompletableFuture<JsonNode>> call : logging.entrySet()) {
            boolean heardOf =
                    call.getValue()
                            .handle((value, gone) ->
                                    gone == null && !value.path("isError").asBoolean())
                            .get(60, TimeUnit.SECONDS);
            done = heardOf ? call.getKey() : done;
        }
        return done;
    }

    private static String named(String entry) {
        return "{\"entry_id\":\"%s\"}".formatted(entry);
    }

    /// Takes back what the last server did, with the next.
    private int takeBack(Mortal server, String done, long seed, int kill) throws Exception {
        if (done.isEmpty()) {
            return 0;
        }
        String changes = server.told("clockify_list_changes", "{\"limit\":20}");
        String line =
                changes.lines()
                        .filter(change -> change.contains(done))
                        .findFirst()
                        .orElseThrow(() ->
                                new AssertionError(
                                        "seed %d, kill %d: ‹%s› was answered and is not in %s"
                                                .formatted(seed, kill, done, changes)));
        assertThat(there(done, day(kill - 1))).isEqualTo(1);
        String told =
                server.confirmed(
                        "clockify_undo", "{\"change\":\"%s\"}".formatted(line.substring(0, 5)));
        assertThat(told).as("seed %d, kill %d", seed, kill).startsWith("Taken back");
        assertThat(there(done, day(kill - 1))).as("seed %d, kill %d", seed, kill).isZero();
        return 1;
    }

    /// The day of the month on which a round logs its work.
    private static int day(int kill) {
        return 1 + kill % 28;
    }

    /// How many entries of this description there are on that day.
    private long there(String description, int day) throws Exception {
        JsonNode entries =
                beside.studio(
                        "GET",
                        "/user/%s/time-entries?page-size=200&start=2026-01-%02dT00:00:00Z&end=2026-01-%02dT23:59:59Z"
                                .formatted(Seed.person("ada").id(), day, day),
                        "");
        return entries.findValuesAsText("description").stream().filter(description::equals).count();
    }

    /// Until the sandbox has done what a dead server asked last.
    private void settled() throws InterruptedException {
        int before = -1;
        while (before != sandbox.received().size()) {
            before = sandbox.received().size();
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    /// What was done without being announced: the log has an intent for each request, and for each
    /// new entry one that says its description.
    private List<String> withoutIntent(List<ReceivedRequest> received) throws Exception {
        Map<String, Integer> announced = new HashMap<>();
        StringBuilder summaries = new StringBuilder();
        for (String line : Files.readAllLines(state().resolve("audit.jsonl"))) {
            if (line.contains("\"phase\":\"intent\"")) {
                JsonNode row = JSON.readTree(line);
                summaries.append(row.path("summary").asText()).append('\n');
                for (JsonNode effect : row.path("effects")) {
                    announced.merge(
                            effect.path("method").asText() + " " + effect.path("path").asText(),
                            1,
                            Integer::sum);
                }
            }
        }
        List<String> missing = new ArrayList<>();
        for (ReceivedRequest request : received) {
            boolean made = request.body().contains("victim");
            boolean reads = request.method().equals("GET") || request.path().contains("/report/");
            if (made || reads) {
                continue;
            }
            String what = request.method() + " " + request.path().replace("/api/v1", "");
            String description =
                    JSON.readTree(request.body().isEmpty() ? "{}" : request.body())
                            .path("description")
                            .asText();
            if (announced.merge(what, -1, Integer::sum) < 0
                    || !summaries.toString().contains(description)) {
                missing.add(what + " " + description);
            }
        }
        return missing;
    }
}
