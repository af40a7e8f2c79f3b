package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Sender;
import io.github.clockifymcp.mcp.tool.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whatever is called, in whatever mode, with whatever is at hand: nothing is sent that the mode
/// forbids or that nobody agreed to, and each request stands between one intent and one outcome.
final class GuardRandomWalkTest {
    private static final List<String> TOOLS =
            List.of(
                    "list_tags",
                    "fail_to_read",
                    "log_time",
                    "create_project",
                    "delete_tag",
                    "invite",
                    "set_up",
                    "rogue",
                    "misread",
                    "no_such_tool");

    /// The narrowest mode in which a request may be sent, and whether it must be agreed to.
    private record Rule(Mode least, boolean agreed) {}

    private static final Map<String, Rule> RULES =
            Map.of(
                    "POST /entries", new Rule(Mode.TIME_TRACKING_SAFE, false),
                    "POST /x", new Rule(Mode.TIME_TRACKING_SAFE, false),
                    "POST /clients", new Rule(Mode.SAFE_CORE, false),
                    "POST /projects", new Rule(Mode.SAFE_CORE, false),
                    "POST /projects/projects-1/tasks", new Rule(Mode.SAFE_CORE, false),
                    "DELETE /tags/urgent", new Rule(Mode.STANDARD, true),
                    "POST /users", new Rule(Mode.FULL, true));

    private record Open(Call call, String tool, ObjectNode arguments, Outcome.Question question) {}

    @Test
    void nothing_is_sent_that_is_forbidden_or_that_nobody_agreed_to() {
        Seeds.each(Boolean.getBoolean("soak") ? 3_000 : 60, GuardRandomWalkTest::walk);
    }

    private static void walk(Random random) {
        Scene scene = new Scene();
        scene.policy = new Policy(List.of(Mode.values()).get(random.nextInt(5)));
        scene.quota = new Limits(new Limits.Settings(0, 0, 0, 40, Duration.ZERO), scene.clock);
        Guard guard = scene.guard();
        List<Open> questions = new ArrayList<>();
        List<String> tickets = new ArrayList<>(List.of("nonsense"));
        scene.sender.answers(request -> {
            if (random.nextInt(5) == 0) {
                throw new Sender.SendException(
                        Problem.of(Problem.Code.UNAVAILABLE, "No."), Sent.Fate.UNKNOWN);
            }
            return FakeSender.id(request);
        });

        for (int i = 0; i < 60; i++) {
            scene.clock.passes(Duration.ofSeconds(random.nextInt(40)));
            scene.tools.tagged("urgent", random.nextInt(2));
            scene.asksPerson = random.nextBoolean();
            int before = scene.sender.received().size();
            boolean agreed;
            Outcome outcome;
            if (!questions.isEmpty() && random.nextInt(3) == 0) {
                Open open = questions.get(random.nextInt(questions.size()));
                ObjectNode reply =
                        List.of(Scene.yes(), Scene.accepted(false), Scene.action("decline"))
                                .get(random.nextInt(3));
                agreed = reply.equals(Scene.yes());
                Call call = scene.answered(open.call(), open.question(), reply);
                outcome = Scene.call(guard, open.tool(), open.arguments(), call);
                keep(outcome, call, open.tool(), open.arguments(), questions, tickets);
            } else {
                String tool = TOOLS.get(random.nextInt(TOOLS.size()));
                ObjectNode arguments = arguments(random, tickets);
                agreed = arguments.has("confirmation_token") && !scene.asksPerson;
                Call call = scene.call();
                outcome = Scene.call(guard, tool, arguments, call);
                keep(outcome, call, tool, arguments, questions, tickets);
            }
            check(scene, outcome, before, agreed);
        }
        checkRows(scene);
    }

    private static ObjectNode arguments(Random random, List<String> tickets) {
        ObjectNode arguments = Scene.named(random.nextInt(6) == 0 ? "other" : "urgent");
        if (random.nextInt(8) == 0) {
            arguments.put("rate", 5);
        }
        if (random.nextInt(4) == 0) {
            arguments.put("dry_run", random.nextBoolean());
        }
        if (random.nextInt(3) == 0) {
            arguments.put("confirmation_token", tickets.get(random.nextInt(tickets.size())));
        }
        return arguments;
    }

    private static void keep(
            Outcome outcome,
            Call call,
            String tool,
            ObjectNode arguments,
            List<Open> questions,
            List<String> tickets) {
        if (outcome instanceof Outcome.Question question) {
            questions.add(new Open(call, tool, arguments, question));
        } else if (outcome instanceof Outcome.Preview(var change, Outcome.Ticket ticket)
                && ticket != null) {
            tickets.add(ticket.token());
        }
    }

    private static void check(Scene scene, Outcome outcome, int before, boolean agreed) {
        List<String> sent = scene.sender.paths().subList(before, scene.sender.received().size());
        List<Sent> told =
                switch (outcome) {
                    case Outcome.Answer answer -> answer.sent();
                    case Outcome.Failed failed -> failed.sent();
                    default -> List.of();
                };
        assertThat(told)
                .extracting(s -> s.request().method() + " " + s.request().path())
                .isEqualTo(sent);
        for (String request : sent) {
            assertThat(RULES).containsKey(request);
            Rule rule = Objects.requireNonNull(RULES.get(request));
            assertThat(scene.policy.mode()).isGreaterThanOrEqualTo(rule.least());
            assertThat(agreed || !rule.agreed()).as(request).isTrue();
        }
    }

    private static void checkRows(Scene scene) {
        Map<String, Integer> open = new HashMap<>();
        Set<Integer> covered = new HashSet<>();
        for (int i = 0; i < scene.audit.rows().size(); i++) {
            AuditRow row = scene.audit.rows().get(i);
            int sent = scene.audit.sentBefore().get(i);
            if (row.phase() == AuditRow.Phase.INTENT) {
                assertThat(open).doesNotContainKey(row.call());
                open.put(row.call(), sent);
            } else if (open.containsKey(row.call())) {
                for (int at = open.remove(row.call()); at < sent; at++) {
                    assertThat(covered.add(at)).isTrue();
                }
            }
        }
        assertThat(open).isEmpty();
        assertThat(covered).hasSize(scene.sender.received().size());
    }
}
