package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Principal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    private static final Principal ANNA = new Principal("acme", "anna", Set.of());
    private static final Principal BEN = new Principal("acme", "ben", Set.of());

    private final TestClock clock = new TestClock();

    private Limits limits(int concurrent, int perMinute, int concurrentEach, int perMinuteEach) {
        return limits(concurrent, perMinute, concurrentEach, perMinuteEach, Duration.ZERO);
    }

    private Limits limits(int all, int allMinute, int each, int eachMinute, Duration patience) {
        return new Limits(new Limits.Settings(all, allMinute, each, eachMinute, patience), clock);
    }

    private static Quota.Admission.Granted granted(Quota.Admission admission) {
        assertThat(admission).isInstanceOf(Quota.Admission.Granted.class);
        return (Quota.Admission.Granted) admission;
    }

    private static Quota.Admission.Refused refused(Quota.Admission admission) {
        assertThat(admission).isInstanceOf(Quota.Admission.Refused.class);
        return (Quota.Admission.Refused) admission;
    }

    private static void call(Limits limits, Principal principal) {
        granted(limits.admit(principal, true)).done().run();
    }

    @Test
    void the_defaults_are_those_of_the_reference_server() {
        assertThat(Limits.Settings.DEFAULTS)
                .isEqualTo(new Limits.Settings(10, 120, 5, 60, Duration.ofMillis(100)));
    }

    @Test
    void so_many_calls_a_minute_and_then_one_whenever_the_bucket_has_one() {
        Limits limits = limits(0, 0, 0, 60);
        for (int i = 0; i < 60; i++) {
            call(limits, ANNA);
        }

        Quota.Admission.Refused refused = refused(limits.admit(ANNA, true));
        assertThat(refused.reason()).isEqualTo("one caller may make 60 calls a minute");
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));

        clock.passes(refused.retryAfter());
        call(limits, ANNA);
        assertThat(limits.admit(ANNA, true)).isInstanceOf(Quota.Admission.Refused.class);
    }

    @Test
    void after_the_time_that_was_named_a_call_is_admitted() {
        Seeds.each(
                200,
                random -> {
                    int perMinute = 1 + random.nextInt(500);
                    Limits limits = limits(0, 0, 0, perMinute);
                    for (int i = 0; i < perMinute; i++) {
                        call(limits, ANNA);
                    }
                    clock.passes(Duration.ofNanos(random.nextInt(100_000_000)));
                    if (limits.admit(ANNA, true) instanceof Quota.Admission.Refused refused) {
                        clock.passes(refused.retryAfter());
                        call(limits, ANNA);
                    }
                });
    }

    @Test
    void whoever_calls_too_often_uses_up_nothing_of_the_others() {
        Limits limits = limits(0, 3, 0, 1);
        call(limits, ANNA);
        for (int i = 0; i < 100; i++) {
            refused(limits.admit(ANNA, true));
        }

        call(limits, BEN);
        call(limits, new Principal("acme", "cleo", Set.of()));

        assertThat(refused(limits.admit(new Principal("acme", "dan", Set.of()), true)).reason())
                .isEqualTo("all callers together may make 3 calls a minute");
    }

    @Test
    void a_call_that_all_together_were_too_many_for_costs_its_caller_nothing() {
        Limits limits = limits(0, 1, 0, 2);
        call(limits, ANNA);
        refused(limits.admit(BEN, true));
        refused(limits.admit(BEN, true));
        refused(limits.admit(BEN, true));
        clock.passes(Duration.ofMinutes(1));

        call(limits, BEN);
    }

    @Test
    void the_same_id_in_another_tenant_is_somebody_else() {
        Limits limits = limits(0, 0, 0, 1);
        call(limits, ANNA);

        call(limits, new Principal("other", "anna", Set.of()));
    }

    private Limits shared(Limits.Limit all, Limits.Limit workspace, Limits.Limit tenant) {
        Limits.Settings settings =
                new Limits.Settings(all, workspace, tenant, new Limits.Limit(0, 2), Duration.ZERO);
        return new Limits(
                settings, principal -> principal.tenant().startsWith("a") ? "w1" : "w2", clock);
    }

    private static final Limits.Limit NONE = Limits.Limit.NONE;

    @Test
    void the_callers_of_a_tenant_share_its_limit() {
        Limits limits = shared(NONE, NONE, new Limits.Limit(0, 3));
        call(limits, ANNA);
        call(limits, ANNA);
        call(limits, BEN);

        Quota.Admission.Refused refused = refused(limits.admit(BEN, true));
        assertThat(refused.reason())
                .isEqualTo("the callers of one tenant together may make 3 calls a minute");
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(20));
        call(limits, new Principal("other", "anna", Set.of()));

        clock.passes(refused.retryAfter());
        call(limits, BEN);
    }

    @Test
    void tenants_that_share_a_workspace_share_its_limit() {
        Limits limits = shared(NONE, new Limits.Limit(0, 2), NONE);
        call(limits, ANNA);
        call(limits, new Principal("abc", "anna", Set.of()));

        assertThat(refused(limits.admit(BEN, true)).reason())
                .isEqualTo("the callers of one workspace together may make 2 calls a minute");
        call(limits, new Principal("other", "anna", Set.of()));
    }

    @Test
    void the_callers_own_limit_comes_before_the_tenants_the_workspaces_and_that_of_all() {
        Limits limits =
                shared(new Limits.Limit(0, 7), new Limits.Limit(0, 5), new Limits.Limit(0, 3));
        call(limits, ANNA);
        call(limits, ANNA);
        for (int i = 0; i < 100; i++) {
            assertThat(refused(limits.admit(ANNA, true)).reason()).startsWith("one caller");
        }
        call(limits, BEN);
        for (int i = 0; i < 100; i++) {
            assertThat(refused(limits.admit(BEN, true)).reason()).contains("tenant");
        }
        Principal other = new Principal("abc", "anna", Set.of());
        call(limits, other);
        call(limits, other);
        assertThat(refused(limits.admit(new Principal("abc", "ben", Set.of()), true)).reason())
                .contains("workspace");
        call(limits, new Principal("other", "ben", Set.of()));
        call(limits, new Principal("other", "ben", Set.of()));
        assertThat(refused(limits.admit(new Principal("xyz", "ben", Set.of()), true)).reason())
                .startsWith("all callers together");
    }

    @Test
    void what_a_later_limit_refuses_costs_the_earlier_ones_nothing() {
        Limits limits = shared(new Limits.Limit(1, 0), NONE, new Limits.Limit(0, 2));
        Quota.Admission.Granted first = granted(limits.admit(ANNA, true));
        for (int i = 0; i < 10; i++) {
            assertThat(refused(limits.admit(BEN, true)).reason())
                    .isEqualTo("all callers together may run 1 calls at once");
        }
        first.done().run();

        call(limits, BEN);
    }

    @Test
    void a_tenants_and_a_workspaces_places_are_given_back() {
        Limits.Limit one = new Limits.Limit(1, 0);
        Limits limits = shared(NONE, one, one);
        Quota.Admission.Granted first = granted(limits.admit(ANNA, true));
        assertThat(refused(limits.admit(BEN, true)).reason())
                .isEqualTo("the callers of one tenant together may run 1 calls at once");
        Principal neighbour = new Principal("abc", "anna", Set.of());
        assertThat(refused(limits.admit(neighbour, true)).reason())
                .isEqualTo("the callers of one workspace together may run 1 calls at once");

        first.done().run();

        call(limits, BEN);
        call(limits, neighbour);
    }

    @Test
    void so_many_calls_at_once_and_a_place_that_is_given_back_is_free() {
        Limits limits = limits(0, 0, 2, 0);
        Quota.Admission.Granted first = granted(limits.admit(ANNA, true));
        granted(limits.admit(ANNA, true));

        assertThat(refused(limits.admit(ANNA, true)).reason())
                .isEqualTo("one caller may run 2 calls at once");
        granted(limits.admit(BEN, true));
        first.done().run();
        granted(limits.admit(ANNA, true));
    }

    @Test
    void a_call_that_found_no_place_costs_no_token() {
        Limits limits = limits(1, 2, 0, 2);
        Quota.Admission.Granted first = granted(limits.admit(ANNA, true));
        refused(limits.admit(ANNA, true));
        refused(limits.admit(ANNA, true));
        first.done().run();

        call(limits, ANNA);
    }

    @Test
    void a_call_waits_a_moment_for_its_turn() throws Exception {
        Limits limits = limits(1, 0, 0, 0, Duration.ofMinutes(1));
        Quota.Admission.Granted first = granted(limits.admit(ANNA, true));
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Quota.Admission> second = new CompletableFuture<>();
        Thread waiting =
                Thread.ofVirtual()
                        .start(() -> {
                            started.countDown();
                            second.complete(limits.admit(BEN, true));
                        });
        started.await();

        first.done().run();

        granted(second.get());
        waiting.join();
    }

    @Test
    void an_interrupt_while_waiting_ends_the_call_and_leaves_no_trace() {
        Limits limits = limits(1, 1, 1, 1, Duration.ofMinutes(1));
        Quota.Admission.Granted first = granted(limits.admit(ANNA, false));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> limits.admit(BEN, true)).isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        first.done().run();
        call(limits, BEN);
        assertAllForgotten(limits);
    }

    /// Whoever is remembered for ever is one whose call is thought to go on.
    private void assertAllForgotten(Limits limits) {
        clock.passes(Duration.ofHours(2));
        call(limits, new Principal("acme", "last", Set.of()));
        assertThat(limits.remembered()).isEqualTo(1);
    }

    @Test
    void an_interrupt_while_waiting_for_the_others_costs_nothing() {
        Limits limits = limits(1, 0, 0, 1, Duration.ofMinutes(1));
        Quota.Admission.Granted first = granted(limits.admit(ANNA, false));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> limits.admit(BEN, true)).isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        first.done().run();
        call(limits, BEN);
    }

    @Test
    void a_clock_that_fails_while_somebody_comes_in_leaves_nobody_behind() {
        AtomicInteger looks = new AtomicInteger(Integer.MAX_VALUE);
        Limits limits =
                new Limits(
                        new Limits.Settings(0, 0, 0, 1, Duration.ZERO),
                        () -> {
                            if (looks.decrementAndGet() == 0) {
                                throw new IllegalStateException("no time");
                            }
                            return clock.getAsLong();
                        });
        call(limits, ANNA);
        looks.set(2);

        assertThatThrownBy(() -> limits.admit(ANNA, true)).hasMessage("no time");

        assertAllForgotten(limits);
    }

    @Test
    void whoever_was_refused_is_forgotten_too() {
        Limits limits = limits(0, 0, 0, 1);
        call(limits, ANNA);
        refused(limits.admit(ANNA, true));

        assertAllForgotten(limits);
    }

    @Test
    void a_call_that_comes_back_takes_a_place_and_no_token() {
        Limits limits = limits(0, 1, 1, 1);
        call(limits, ANNA);

        Quota.Admission.Granted again = granted(limits.admit(ANNA, false));

        refused(limits.admit(ANNA, false));
        again.done().run();
        granted(limits.admit(ANNA, false)).done().run();
    }

    @Test
    void zero_switches_a_limit_off() {
        Limits limits = limits(0, 0, 0, 0);

        for (int i = 0; i < 1_000; i++) {
            granted(limits.admit(ANNA, true));
        }

        assertThat(limits.remembered()).isEqualTo(1);
    }

    @Test
    void refusals_in_a_row_are_told_apart_and_counted() {
        Limits limits = limits(0, 0, 0, 1);
        call(limits, ANNA);

        assertThat(refused(limits.admit(ANNA, true)).repeated()).isFalse();
        assertThat(refused(limits.admit(ANNA, true)).repeated()).isTrue();
        assertThat(refused(limits.admit(ANNA, true)).repeated()).isTrue();
        clock.passes(Duration.ofMinutes(1));

        assertThat(granted(limits.admit(ANNA, true)).refusedBefore()).isEqualTo(2);
    }

    @Test
    void whoever_has_been_quiet_is_forgotten_and_whoever_is_busy_is_not() {
        Limits limits = limits(0, 0, 5, 60);
        Quota.Admission.Granted busy = granted(limits.admit(ANNA, true));
        for (int i = 0; i < 5_000; i++) {
            call(limits, new Principal("acme", "user-" + i, Set.of()));
        }
        clock.passes(Duration.ofMinutes(2));

        call(limits, BEN);

        assertThat(limits.remembered()).isEqualTo(2);
        busy.done().run();
    }

    @Test
    void of_two_that_hold_a_tenant_each_lower_limit_counts_and_none_is_none() {
        Limits.Own one = new Limits.Own(new Limits.Limit(2, 0), new Limits.Limit(0, 7));
        Limits.Own other = new Limits.Own(new Limits.Limit(3, 9), new Limits.Limit(4, 5));

        assertThat(one.and(other))
                .isEqualTo(new Limits.Own(new Limits.Limit(2, 9), new Limits.Limit(4, 5)));
    }

    /// One that knows the first caller and nobody else.
    private static Buckets away(AtomicInteger givenBack) {
        return (whose, perMinute) ->
                new Buckets.Bucket() {
                    @Override
                    public Buckets.Taking take() {
                        return whose.kind() == Buckets.Kind.EACH
                                ? new Buckets.Taking.Taken()
                                : new Buckets.Taking.Away(Duration.ofSeconds(5));
                    }

                    @Override
                    public void giveBack() {
                        givenBack.incrementAndGet();
                    }

                    @Override
                    public boolean forgettable() {
                        return true;
                    }
                };
    }

    @Test
    void a_call_that_cannot_be_counted_is_not_admitted_and_costs_nothing() {
        AtomicInteger givenBack = new AtomicInteger();
        Limits limits =
                new Limits(
                        new Limits.Settings(0, 1, 1, 1, Duration.ZERO),
                        principal -> "",
                        away(givenBack),
                        clock);

        for (int i = 1; i <= 3; i++) {
            assertThat(limits.admit(ANNA, true))
                    .isEqualTo(new Quota.Admission.Uncounted(Duration.ofSeconds(5)));
            assertThat(givenBack).hasValue(i);
        }
        assertThat(granted(limits.admit(ANNA, false)).refusedBefore()).isZero();
    }

    @Test
    void each_bucket_is_asked_for_in_the_name_of_whom_it_counts() {
        List<Buckets.Whose> asked = new ArrayList<>();
        BucketsInMemory memory = new BucketsInMemory(clock);
        Limits.Limit limit = new Limits.Limit(0, 9);
        Limits limits =
                new Limits(
                        new Limits.Settings(limit, limit, limit, limit, Duration.ZERO),
                        principal -> "w1",
                        (whose, perMinute) -> {
                            asked.add(whose);
                            return memory.of(whose, perMinute);
                        },
                        clock);

        call(limits, ANNA);
        call(limits, ANNA);

        assertThat(asked)
                .containsExactly(
                        new Buckets.Whose(Buckets.Kind.ALL, "", ""),
                        new Buckets.Whose(Buckets.Kind.EACH, "acme", "anna"),
                        new Buckets.Whose(Buckets.Kind.TENANT, "acme", ""),
                        new Buckets.Whose(Buckets.Kind.WORKSPACE, "", "w1"));
    }

    @Test
    void a_negative_limit_is_a_mistake() {
        assertThatThrownBy(() -> limits(-1, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Principal caller(int number) {
        return new Principal("acme", "user-" + number, Set.of());
    }

    @Test
    void many_who_are_quiet_are_forgotten_after_a_minute_and_not_before() {
        Limits limits = limits(0, 0, 0, 0);
        for (int i = 0; i < 1_000; i++) {
            call(limits, caller(i));
        }
        clock.passes(Duration.ofSeconds(59));
        call(limits, caller(0));
        assertThat(limits.remembered()).isEqualTo(1_000);

        clock.passes(Duration.ofSeconds(2));
        call(limits, BEN);

        assertThat(limits.remembered()).isEqualTo(1);
    }

    @Test
    void a_few_who_are_quiet_are_forgotten_after_an_hour() {
        Limits limits = limits(0, 0, 0, 0);
        call(limits, ANNA);
        clock.passes(Duration.ofMinutes(59));
        call(limits, BEN);
        assertThat(limits.remembered()).isEqualTo(2);

        clock.passes(Duration.ofMinutes(2));
        call(limits, BEN);

        assertThat(limits.remembered()).isEqualTo(1);
    }

    @Test
    void whoever_has_used_up_its_calls_is_not_forgotten_before_it_may_call_again() {
        Limits limits = limits(0, 0, 0, 1);
        for (int i = 0; i < 1_000; i++) {
            call(limits, caller(i));
        }
        clock.passes(Duration.ofSeconds(50));
        call(limits, ANNA);
        clock.passes(Duration.ofSeconds(11));

        refused(limits.admit(ANNA, true));

        assertThat(limits.remembered()).isEqualTo(1);
    }

    @Test
    void more_callers_than_can_be_kept_apart_are_refused_and_those_who_are_known_are_not() {
        Limits limits = limits(0, 0, 0, 0);
        for (int i = 0; i < 100_000; i++) {
            call(limits, caller(i));
        }

        assertThat(refused(limits.admit(ANNA, true)).reason())
                .isEqualTo("more callers than this server keeps apart");
        call(limits, caller(7));
        clock.passes(Duration.ofMinutes(2));
        call(limits, ANNA);
    }

    private Limits.Own own = Limits.Own.NONE;

    private Limits narrowing(Limits.Settings settings) {
        return new Limits(
                settings,
                principal -> "",
                principal -> principal.tenant().equals("acme") ? own : Limits.Own.NONE,
                new BucketsInMemory(clock),
                clock);
    }

    @Test
    void a_tenants_own_limits_lower_the_operators_and_raise_none() {
        Limits.Limit few = new Limits.Limit(2, 10);
        Limits.Settings operator = new Limits.Settings(NONE, few, few, NONE, Duration.ZERO);

        assertThat(
                        operator.narrowed(
                                new Limits.Own(new Limits.Limit(1, 30), new Limits.Limit(0, 5))))
                .isEqualTo(
                        new Limits.Settings(
                                NONE,
                                few,
                                new Limits.Limit(1, 10),
                                new Limits.Limit(0, 5),
                                Duration.ZERO));
        assertThat(operator.narrowed(Limits.Own.NONE)).isEqualTo(operator);
    }

    @Test
    void a_tenants_own_limit_is_its_alone_and_holds_as_soon_as_it_is_set() {
        Limits limits = narrowing(new Limits.Settings(0, 0, 0, 0, Duration.ZERO));
        Principal other = new Principal("other", "anna", Set.of());
        for (int i = 0; i < 5; i++) {
            call(limits, ANNA);
        }

        own = new Limits.Own(new Limits.Limit(0, 2), NONE);

        call(limits, ANNA);
        call(limits, BEN);
        assertThat(refused(limits.admit(BEN, true)).reason())
                .isEqualTo("the callers of one tenant together may make 2 calls a minute");
        call(limits, other);
        own = new Limits.Own(NONE, new Limits.Limit(0, 1));
        call(limits, ANNA);
        assertThat(refused(limits.admit(ANNA, true)).reason())
                .isEqualTo("one caller may make 1 calls a minute");
        own = Limits.Own.NONE;
        call(limits, ANNA);
    }

    @Test
    void calls_that_run_count_when_there_come_to_be_fewer_places() {
        Limits limits = narrowing(new Limits.Settings(0, 0, 3, 0, Duration.ZERO));
        Quota.Admission.Granted first = granted(limits.admit(ANNA, true));
        Quota.Admission.Granted second = granted(limits.admit(ANNA, true));

        own = new Limits.Own(NONE, new Limits.Limit(1, 0));

        assertThat(refused(limits.admit(ANNA, true)).reason())
                .isEqualTo("one caller may run 1 calls at once");
        first.done().run();
        refused(limits.admit(ANNA, true));
        second.done().run();
        Quota.Admission.Granted third = granted(limits.admit(ANNA, true));
        own = Limits.Own.NONE;
        granted(limits.admit(ANNA, true)).done().run();
        third.done().run();
        assertAllForgotten(limits);
    }

    @Test
    void nobody_is_admitted_whose_tenant_cannot_be_looked_up() {
        Limits limits =
                new Limits(
                        Limits.Settings.DEFAULTS,
                        principal -> "",
                        principal -> {
                            throw new IOException("away");
                        },
                        new BucketsInMemory(clock),
                        clock);

        assertThat(limits.admit(ANNA, true)).isInstanceOf(Quota.Admission.Uncounted.class);
        assertThat(limits.remembered()).isZero();
    }
}
