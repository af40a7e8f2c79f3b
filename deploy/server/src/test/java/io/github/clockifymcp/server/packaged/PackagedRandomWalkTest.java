package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.sandbox.Fault;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.packaged.RequestRules.Mode;
import io.github.clockifymcp.server.packaged.WalkClients.Kind;
import io.github.clockifymcp.server.packaged.WalkClients.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever anybody calls, in whatever mode, with whatever is at hand: Clockify gets no request
/// that the mode forbids or that nobody agreed to, and the audit log has each of them, before and
/// after. What was sent is seen on the wire; what it needs is looked up in a table of Clockify's
/// operations. A failure names its seed, and `-Dwalk.seed=N` walks only that.
class PackagedRandomWalkTest {
    private static final int WALKS = Boolean.getBoolean("soak") ? 100 : 5;
    private static final int CALLS = 100;
    private static final int KEPT = 8;
    private static final List<Mode> MODES = List.of(Mode.values());
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final List<Reply> REPLIES = List.of(Reply.values());
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TOKEN = Pattern.compile("confirmation_token \"([^\"]+)\"");
    private static final List<Fault.Kind> FAULTS =
            List.of(
                    Fault.Kind.STATUS,
                    Fault.Kind.RESET_BEFORE,
                    Fault.Kind.RESET_AFTER,
                    Fault.Kind.TRUNCATED_BODY,
                    Fault.Kind.GARBAGE_BODY);

    @TempDir Path folder;

    @Test
    void nothing_is_sent_that_is_forbidden_or_that_nobody_agreed_to_or_that_is_not_in_the_log()
            throws Exception {
        RequestRules rules = new RequestRules();
        RandomCalls calls = new RandomCalls();
        Map<Mode, Integer> writes = new EnumMap<>(Mode.class);
        Map<Mode, Long> confirmed = new EnumMap<>(Mode.class);
        Long only = Long.getLong("walk.seed");
        for (long seed = only == null ? 0 : only;
                seed < (only == null ? WALKS : only + 1);
                seed++) {
            Mode mode = MODES.get((int) (seed % MODES.size()));
            try (Walk walk = new Walk(seed, mode, rules, calls, folder.resolve("" + seed))) {
                walk.walk();
                writes.merge(mode, walk.judge.writes(), Integer::sum);
                confirmed.merge(mode, walk.judge.confirmed(), Long::sum);
            }
        }
        if (only == null) {
            assertThat(writes.get(Mode.READ_ONLY)).isZero();
            for (Mode mode : List.of(Mode.TIME_TRACKING_SAFE, Mode.SAFE_CORE, Mode.STANDARD)) {
                assertThat(writes.get(mode)).as("changes in %s", mode).isGreaterThan(3);
            }
            assertThat(confirmed.get(Mode.STANDARD)).isPositive();
            assertThat(confirmed.get(Mode.FULL)).isPositive();
        }
    }

    /// One walk, with servers, a sandbox and a log of its own.
    private static final class Walk implements AutoCloseable {
        private final long seed;
        private final Random random;
        private final RandomCalls calls;
        private final Path home;
        private final Path state;
        private final Sandbox sandbox;
        private final BesideTheServer beside;
        private final WalkJudge judge;
        private final Recorder recorder;
        private final WalkClients clients;
        private final List<Paper> tokens = new ArrayList<>();
        private final List<Paper> states = new ArrayList<>();
        private Pools pools;

        /// What lets a call be made again with an agreement.
        ///
        /// @param question what a modern client answers
        /// @param spent whether something was sent with it
        private record Paper(
                String text, String tool, JsonNode arguments, String question, boolean spent) {
            Paper used() {
                return new Paper(text, tool, arguments, question, true);
            }

            boolean fits(String other, String called, JsonNode given) {
                return !spent
                        && other.equals(text)
                        && called.equals(tool)
                        && given.equals(arguments);
            }
        }

        Walk(long seed, Mode mode, RequestRules rules, RandomCalls calls, Path home)
                throws Exception {
            this.seed = seed;
            this.random = new Random(seed);
            this.calls = calls;
            this.home = Files.createDirectories(home);
            this.state = home.resolve("state");
            String person = random.nextInt(4) == 0 ? "mina" : "ada";
            this.sandbox = Sandbox.start(SandboxOptions.with(SandboxClock.running()));
            this.beside = new BesideTheServer(sandbox.baseUrl());
            this.judge =
                    new WalkJudge(
                            rules,
                            mode,
                            Seed.person(person).id(),
                            state.resolve("audit.jsonl"),
                            beside);
            this.recorder = new Recorder(sandbox.baseUrl(), judge);
            String word = mode.name().toLowerCase(Locale.ROOT);
            this.clients = new WalkClients(() -> server(person, word));
            this.pools = new Pools(beside);
        }

        private ProcessBuilder server(String person, String mode) {
            ProcessBuilder command = Installation.built(home).command();
            Map<String, String> environment = command.environment();
            environment.putAll(ToolSession.studio(person, mode));
            environment.put("CLOCKIFY_BASE_URL", recorder.baseUrl());
            environment.put("CLOCKIFY_RATE_LIMIT", "0");
            environment.put("CLOCKIFY_PER_TOKEN_RATE_LIMIT", "0");
            environment.put("MCP_CONTROL_PLANE_DSN", "file:" + state);
            return command;
        }

        void walk() throws Exception {
            for (int number = 0; number < CALLS; number++) {
                if (number % 50 == 49) {
                    pools = new Pools(beside);
                }
                step(number);
            }
            clients.leave();
            assertThat(judge.wrongInLog()).as("-Dwalk.seed=%d", seed).isEmpty();
            Printed verified =
                    Printed.by(
                            Installation.built(home)
                                    .command("audit", "verify", "--state", state.toString()));
            assertThat(verified.code()).as("-Dwalk.seed=%d %s", seed, verified.out()).isZero();
        }

        private void step(int number) throws Exception {
            int dice = random.nextInt(10);
            if (dice < 2 && !tokens.isEmpty()) {
                Paper paper = any(tokens);
                comeBack(number, paper, random.nextInt(6) == 0 ? any(tokens) : paper);
            } else if (dice < 4 && !states.isEmpty()) {
                answer(number, any(states));
            } else {
                Kind kind = KINDS.get(random.nextInt(KINDS.size()));
                RandomCalls.Said said = calls.next(random, pools);
                call(number, kind, said.tool(), said.arguments(), params(said), false);
            }
        }

        /// One of them, the last more often.
        private Paper any(List<Paper> papers) {
            int from = random.nextBoolean() ? papers.size() - 1 : 0;
            return papers.get(from + random.nextInt(papers.size() - from));
        }

        /// The call of a preview once more, with its token, an altered one, or another one's.
        private void comeBack(int number, Paper paper, Paper shown) throws Exception {
            Kind kind = random.nextInt(6) == 0 ? Kind.ASKS : Kind.ASKS_NOBODY;
            kind = random.nextInt(3) == 0 ? modern(kind) : kind;
            String token = random.nextInt(6) == 0 ? altered(shown.text()) : shown.text();
            boolean good =
                    !kind.asks()
                            && tokens.stream()
                                    .anyMatch(t -> t.fits(token, paper.tool(), paper.arguments()));
            ObjectNode arguments = paper.arguments().deepCopy();
            arguments.put("confirmation_token", token);
            int before = judge.writes();
            RandomCalls.Said said = new RandomCalls.Said(paper.tool(), arguments);
            call(number, kind, paper.tool(), arguments, params(said), good);
            if (judge.writes() > before) {
                // Good once. It may still be tried, and then must not be.
                tokens.replaceAll(t -> t.text().equals(token) ? t.used() : t);
            }
        }

        private static Kind modern(Kind kind) {
            return kind.asks() ? Kind.MODERN_ASKS : Kind.MODERN_ASKS_NOBODY;
        }

        /// A question's answer from a modern client.
        private void answer(int number, Paper paper) throws Exception {
            Reply reply = reply();
            boolean alter = random.nextInt(6) == 0;
            boolean good = !alter && reply == Reply.YES && !paper.spent();
            RandomCalls.Said said = new RandomCalls.Said(paper.tool(), paper.arguments());
            ObjectNode params = params(said);
            params.put("requestState", alter ? altered(paper.text()) : paper.text());
            params.putObject("inputResponses").set(paper.question(), reply.json());
            int before = judge.writes();
            call(number, Kind.MODERN_ASKS, paper.tool(), paper.arguments(), params, good);
            if (judge.writes() > before) {
                states.replaceAll(s -> s.equals(paper) ? s.used() : s);
            }
        }

        private Reply reply() {
            return random.nextInt(2) == 0 ? Reply.YES : REPLIES.get(random.nextInt(REPLIES.size()));
        }

        private ObjectNode params(RandomCalls.Said said) {
            ObjectNode call = JSON.createObjectNode().put("name", said.tool());
            call.set("arguments", said.arguments());
            if (random.nextInt(4) == 0) {
                return call;
            }
            ObjectNode address = JSON.createObjectNode().put("name", "clockify_run_tool");
            address.set("arguments", call);
            return address;
        }

        private void call(
                int number,
                Kind kind,
                String tool,
                JsonNode arguments,
                ObjectNode params,
                boolean agreed)
                throws Exception {
            if (random.nextInt(25) == 0) {
                Fault.Kind fault = FAULTS.get(random.nextInt(FAULTS.size()));
                String method = List.of("POST", "PUT", "PATCH", "DELETE").get(random.nextInt(4));
                sandbox.faults().inject(new Fault(fault, method, "/", 1, 500, null, Duration.ZERO));
            }
            judge.begins(tool, agreed);
            JsonNode heard =
                    clients.ask(
                            kind,
                            "tools/call",
                            params,
                            () -> {
                                Reply reply = reply();
                                judge.said(reply == Reply.YES);
                                return reply;
                            });
            sandbox.faults().clear();
            assertThat(judge.faults())
                    .as("-Dwalk.seed=%d call %d of %s: %s", seed, number, kind, params)
                    .isEmpty();
            keep(kind, tool, arguments, heard);
        }

        private void keep(Kind kind, String tool, JsonNode arguments, JsonNode heard) {
            if (!(arguments instanceof ObjectNode given)) {
                return;
            }
            ObjectNode bare = given.deepCopy();
            bare.remove(List.of("dry_run", "confirmation_token"));
            Matcher token = TOKEN.matcher(heard.at("/result/content/0/text").asText());
            if (token.find()) {
                assertThat(kind.asks()).as("a client that asks got a token: %s", heard).isFalse();
                tokens.add(new Paper(token.group(1), tool, bare, "", false));
            }
            JsonNode state = heard.at("/result/requestState");
            if (state.isTextual()) {
                String question = heard.at("/result/inputRequests").fieldNames().next();
                states.add(new Paper(state.textValue(), tool, bare, question, false));
            }
            drop(tokens);
            drop(states);
        }

        private static void drop(List<Paper> papers) {
            if (papers.size() > KEPT) {
                papers.removeFirst();
            }
        }

        private static String altered(String text) {
            int middle = text.length() / 2;
            char other = text.charAt(middle) == 'A' ? 'B' : 'A';
            return text.substring(0, middle) + other + text.substring(middle + 1);
        }

        @Override
        public void close() {
            clients.close();
            recorder.close();
            sandbox.close();
        }
    }
}
