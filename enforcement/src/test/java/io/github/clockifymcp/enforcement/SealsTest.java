package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Blank;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class SealsTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ARGUMENTS = "a".repeat(64);
    private static final Seal.Bearer BEARER = new Seal.Bearer("delete_tag", "acme", "anna", "w1");

    private final TestClock clock = new TestClock();
    private final Seals seals =
            new Seals(() -> SealKeys.of(Scene.KEY), Duration.ofMinutes(5), clock);

    private Seals.Sealed seal(String change) {
        return seal("call-1", change);
    }

    private Seals.Sealed seal(String call, String change) {
        return seals.seal(Seal.Face.TICKET, BEARER, call, clock.instant(), ARGUMENTS, change);
    }

    @Test
    void a_seal_says_what_was_sealed() {
        Seals.Sealed sealed = seal("b".repeat(64));

        assertThat(seals.open(sealed.text(), BEARER))
                .isEqualTo(new Seals.Opened.Good(sealed.seal()));
        assertThat(sealed.seal().planned()).isEqualTo(clock.instant());
        assertThat(sealed.text()).hasSizeLessThan(300).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void no_two_seals_are_alike() {
        assertThat(seal(ARGUMENTS).text()).isNotEqualTo(seal(ARGUMENTS).text());
    }

    @Test
    void an_altered_seal_does_not_open() {
        String text = seal("b".repeat(64)).text();

        Seeds.each(
                2_000,
                random -> {
                    int at = random.nextInt(text.length());
                    char other = "ABCDEFGHxyz019_-".charAt(random.nextInt(16));
                    String altered = text.substring(0, at) + other + text.substring(at + 1);
                    if (!altered.equals(text)) {
                        assertThat(seals.open(altered, BEARER))
                                .isEqualTo(new Seals.Opened.Foreign());
                    }
                    assertThat(seals.open(text.substring(0, at), BEARER))
                            .isEqualTo(new Seals.Opened.Foreign());
                });
    }

    @Test
    void parts_of_the_bearer_cannot_be_shifted_into_each_other() {
        String text = seal("b".repeat(64)).text();

        assertThat(seals.open(text, new Seal.Bearer("delete_tag", "acmea", "nna", "w1")))
                .isEqualTo(new Seals.Opened.Foreign());
        assertThat(seals.open(text, new Seal.Bearer("delete_taga", "cme", "anna", "w1")))
                .isEqualTo(new Seals.Opened.Foreign());
    }

    @Test
    void an_expired_seal_is_told_from_a_foreign_one() {
        String text = seal("b".repeat(64)).text();
        clock.passes(Duration.ofMinutes(6));

        assertThat(seals.open(text, BEARER)).isEqualTo(new Seals.Opened.Expired());
    }

    @Test
    void a_clock_that_is_set_back_does_not_make_a_seal_last_longer() {
        String text = seal("b".repeat(64)).text();

        clock.passes(Duration.ofMinutes(-1));
        assertThat(seals.open(text, BEARER)).isInstanceOf(Seals.Opened.Good.class);

        clock.passes(Duration.ofMinutes(-1));
        assertThat(seals.open(text, BEARER)).isEqualTo(new Seals.Opened.Expired());
    }

    @Test
    void a_seal_fits_its_own_change_and_no_other() {
        Seeds.each(
                500,
                random -> {
                    Change change = change(random);
                    Change same = change(new Copy(change));
                    Change other = altered(change, random);

                    assertThat(CanonicalJson.digest(same)).isEqualTo(CanonicalJson.digest(change));
                    assertThat(CanonicalJson.digest(other))
                            .isNotEqualTo(CanonicalJson.digest(change));
                });
    }

    @Test
    void how_json_is_written_makes_no_difference_and_what_it_says_does() {
        ObjectNode one = JSON.objectNode().put("a", 1).put("b", new BigDecimal("2.50"));
        ObjectNode two = JSON.objectNode().put("b", 2.5).put("a", 1L);

        assertThat(CanonicalJson.text(one)).isEqualTo("{\"a\":1,\"b\":2.5}");
        assertThat(CanonicalJson.digest(two)).isEqualTo(CanonicalJson.digest(one));
        assertThat(CanonicalJson.digest(two.put("a", "1"))).isNotEqualTo(CanonicalJson.digest(one));
    }

    @Test
    void a_huge_number_does_not_fill_the_memory() {
        ObjectNode huge = JSON.objectNode().put("n", new BigDecimal("1E+999999999"));

        assertThat(CanonicalJson.text(huge)).isEqualTo("{\"n\":1E+999999999}");
        assertThat(CanonicalJson.text(JSON.objectNode().put("n", Double.NaN)))
                .isEqualTo("{\"n\":NaN}");
    }

    private record Copy(Change of) {}

    private static Change change(Copy copy) {
        Change c = copy.of();
        return new Change(
                c.summary(),
                new ArrayList<>(c.notes()),
                EnumSet.copyOf(c.risks()),
                c.reach(),
                new ArrayList<>(c.steps()),
                new ArrayList<>(c.before()));
    }

    private static Change change(Random random) {
        List<Step> steps = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            steps.add(step("s" + i, random));
        }
        Set<Risk> risks = EnumSet.of(Risk.WRITE);
        risks.add(List.of(Risk.values()).get(random.nextInt(6)));
        return new Change(
                word(random),
                List.of(word(random)),
                risks,
                List.of(Reach.values()).get(random.nextInt(3)),
                steps,
                List.of(new Image(word(random), word(random), body(random))));
    }

    private static Step step(String name, Random random) {
        return new Step(
                name,
                new Request("core", "POST", "/" + word(random), body(random)),
                List.of(new Blank("/" + word(random), word(random), "/id")),
                new Step.Inverse(
                        new Request("core", "DELETE", "/" + word(random), null), List.of()));
    }

    private static ObjectNode body(Random random) {
        return JSON.objectNode().put(word(random), random.nextInt()).put("x", word(random));
    }

    private static String word(Random random) {
        return Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
    }

    /// The change with one thing about it different.
    private static Change altered(Change c, Random random) {
        return switch (random.nextInt(17)) {
            case 0 -> with(c, c.summary() + "!", c.notes(), c.steps());
            case 1 -> c.noting("more");
            case 2 -> with(c, c.summary(), c.notes(), c.steps().subList(1, c.steps().size()));
            case 3 ->
                    first(
                            c,
                            s ->
                                    request(
                                            s,
                                            r ->
                                                    new Request(
                                                            "other",
                                                            r.method(),
                                                            r.path(),
                                                            r.body())));
            case 4 ->
                    first(
                            c,
                            s ->
                                    request(
                                            s,
                                            r ->
                                                    new Request(
                                                            r.service(),
                                                            "PUT",
                                                            r.path(),
                                                            r.body())));
            case 5 ->
                    first(
                            c,
                            s ->
                                    request(
                                            s,
                                            r ->
                                                    new Request(
                                                            r.service(),
                                                            r.method(),
                                                            r.path() + "/x",
                                                            r.body())));
            case 6 ->
                    first(
                            c,
                            s ->
                                    request(
                                            s,
                                            r ->
                                                    new Request(
                                                            r.service(),
                                                            r.method(),
                                                            r.path(),
                                                            null)));
            case 7 ->
                    first(
                            c,
                            s ->
                                    request(
                                            s,
                                            r ->
                                                    new Request(
                                                            r.service(),
                                                            r.method(),
                                                            r.path(),
                                                            body(random))));
            case 8 -> first(c, s -> new Step(s.name(), s.request(), List.of(), s.inverse()));
            case 9 -> first(c, s -> new Step(s.name(), s.request(), s.blanks(), null));
            case 10 -> first(c, s -> new Step(s.name(), s.request(), s.blanks(), null, "other"));
            case 11 ->
                    inverse(c, i -> new Step.Inverse(i.request(), i.blanks(), word(random), null));
            case 12 -> inverse(c, i -> i.followedBy(new Step.Inverse(i.request(), i.blanks())));
            case 13 ->
                    new Change(
                            c.summary(),
                            List.of("and this"),
                            c.notes(),
                            c.risks(),
                            c.reach(),
                            c.steps(),
                            c.before());
            case 14 ->
                    new Change(
                            c.summary(),
                            c.notes(),
                            Set.of(c.risks().contains(Risk.ADMIN) ? Risk.BILLING : Risk.ADMIN),
                            c.reach(),
                            c.steps(),
                            c.before());
            case 15 ->
                    new Change(
                            c.summary(),
                            c.notes(),
                            c.risks(),
                            c.reach() == Reach.OWN_WORK ? Reach.WORKSPACE : Reach.OWN_WORK,
                            c.steps(),
                            c.before());
            default ->
                    new Change(
                            c.summary(),
                            c.notes(),
                            c.risks(),
                            c.reach(),
                            c.steps(),
                            List.of(new Image("tag", "t", body(random))));
        };
    }

    private static Change with(Change c, String summary, List<String> notes, List<Step> steps) {
        return new Change(summary, notes, c.risks(), c.reach(), steps, c.before());
    }

    private static Change first(Change c, UnaryOperator<Step> how) {
        List<Step> steps = new ArrayList<>(c.steps());
        steps.set(0, how.apply(steps.getFirst()));
        return with(c, c.summary(), c.notes(), steps);
    }

    private static Change inverse(Change c, UnaryOperator<Step.Inverse> how) {
        return first(
                c,
                s ->
                        new Step(
                                s.name(),
                                s.request(),
                                s.blanks(),
                                how.apply(Objects.requireNonNull(s.inverse()))));
    }

    private static Step request(Step s, UnaryOperator<Request> how) {
        return new Step(s.name(), how.apply(s.request()), s.blanks(), s.inverse());
    }

    @Test
    void a_seal_opens_for_its_tool_tenant_caller_and_workspace_and_for_no_other() {
        String text = seal("b".repeat(64)).text();

        for (Seal.Bearer other :
                List.of(
                        new Seal.Bearer("delete_client", "acme", "anna", "w1"),
                        new Seal.Bearer("delete_tag", "other", "anna", "w1"),
                        new Seal.Bearer("delete_tag", "acme", "ben", "w1"),
                        new Seal.Bearer("delete_tag", "acme", "anna", "w2"))) {
            assertThat(seals.open(text, other)).isEqualTo(new Seals.Opened.Foreign());
        }
    }

    @Test
    void the_id_of_a_call_is_sealed_up_to_a_length() {
        Seals.Sealed longest = seal("c".repeat(256), "b".repeat(64));

        assertThat(seals.open(longest.text(), BEARER))
                .isEqualTo(new Seals.Opened.Good(longest.seal()));
        assertThatThrownBy(() -> seal("c".repeat(257), "b".repeat(64)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keys_cannot_be_printed() {
        assertThat(SealKeys.of(Scene.KEY, Scene.key(2))).hasToString("SealKeys[2]");
    }
}
