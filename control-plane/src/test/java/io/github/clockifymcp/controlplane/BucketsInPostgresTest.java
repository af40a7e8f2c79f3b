package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.enforcement.Buckets;
import io.github.clockifymcp.enforcement.Limits;
import io.github.clockifymcp.enforcement.Quota;
import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BucketsInPostgresTest {
    private static final Buckets.Whose ADA = new Buckets.Whose(Buckets.Kind.EACH, "acme", "ada");
    private static final Buckets.Whose ALL = new Buckets.Whose(Buckets.Kind.ALL, "", "");
    private static final LongSupplier NANOS = System::nanoTime;

    private static int takeAll(Buckets.Bucket bucket) {
        int taken = 0;
        while (bucket.take() instanceof Buckets.Taking.Taken) {
            taken++;
        }
        return taken;
    }

    /// A minute passes for the buckets.
    private static void refill(Postgres.Place place, String tenant) throws Exception {
        Rows.asOwner(place, tenant, "update buckets set filled = filled - interval '1 minute'");
    }

    @ParameterizedTest
    @EnumSource
    void replicas_together_admit_what_a_bucket_holds_and_what_flows_into_it(Postgres version)
            throws Exception {
        int perMinute = 600;
        Postgres.Place place = version.migrated();
        try (Database one = Database.open(place.server(), 4);
                Database other = Database.open(place.server(), 4)) {
            Buckets.Bucket first = new BucketsInPostgres(one, NANOS).of(ALL, perMinute);
            Buckets.Bucket second = new BucketsInPostgres(other, NANOS).of(ALL, perMinute);
            long began = System.nanoTime();

            List<Integer> taken =
                    Together.doing(
                            16,
                            i ->
                                    () -> {
                                        int mine = 0;
                                        for (int round = 0; round < 5; round++) {
                                            mine += takeAll(i % 2 == 0 ? first : second);
                                        }
                                        return mine;
                                    });

            double seconds = (System.nanoTime() - began) / 1e9;
            int sum = taken.stream().mapToInt(Integer::intValue).sum();
            assertThat((double) sum).isLessThanOrEqualTo(perMinute + seconds * perMinute / 60);
            assertThat(sum).isGreaterThanOrEqualTo(perMinute);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_lease_that_was_not_spent_is_all_that_comes_on_top(Postgres version) throws Exception {
        int perMinute = 600;
        int lease = BucketsInPostgres.lease(perMinute);
        Postgres.Place place = version.migrated();
        try (Database one = Database.open(place.server(), 2);
                Database other = Database.open(place.server(), 2)) {
            Buckets.Bucket first = new BucketsInPostgres(one, NANOS).of(ALL, perMinute);
            Buckets.Bucket second = new BucketsInPostgres(other, NANOS).of(ALL, perMinute);
            assertThat(first.take()).isEqualTo(new Buckets.Taking.Taken());
            refill(place, "");

            long began = System.nanoTime();
            int sum = takeAll(second) + takeAll(first);
            double seconds = (System.nanoTime() - began) / 1e9;

            assertThat(lease).isEqualTo(30);
            assertThat(sum).isGreaterThanOrEqualTo(perMinute + lease - 1);
            assertThat((double) sum)
                    .isLessThanOrEqualTo(perMinute + lease - 1 + seconds * perMinute / 60);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_small_bucket_is_kept_to_exactly(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database one = Database.open(place.server(), 4);
                Database other = Database.open(place.server(), 4)) {
            Buckets.Bucket first = new BucketsInPostgres(one, NANOS).of(ADA, 1);
            Buckets.Bucket second = new BucketsInPostgres(other, NANOS).of(ADA, 1);
            for (int round = 0; round < 3; round++) {
                List<Boolean> taken =
                        Together.doing(
                                12,
                                i ->
                                        () ->
                                                (i % 2 == 0 ? first : second).take()
                                                        instanceof Buckets.Taking.Taken);

                assertThat(taken).filteredOn(took -> took).hasSize(1);
                // Both hear of it, since both have said that there is none.
                first.giveBack();
                second.giveBack();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_given_back_is_there_for_other_replicas(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database one = Database.open(place.server(), 2);
                Database other = Database.open(place.server(), 2)) {
            Buckets.Bucket first = new BucketsInPostgres(one, NANOS).of(ADA, 1);
            assertThat(first.take()).isEqualTo(new Buckets.Taking.Taken());
            first.giveBack();

            assertThat(new BucketsInPostgres(other, NANOS).of(ADA, 1).take())
                    .isEqualTo(new Buckets.Taking.Taken());
            assertThat(first.take())
                    .isInstanceOfSatisfying(
                            Buckets.Taking.Empty.class,
                            empty ->
                                    assertThat(empty.retryAfter())
                                            .isPositive()
                                            .isLessThanOrEqualTo(Duration.ofMinutes(1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoever_is_not_the_same_has_another_bucket(Postgres version) throws Exception {
        try (Database database = Database.open(version.migrated().server(), 2)) {
            Buckets buckets = new BucketsInPostgres(database, NANOS);
            for (Buckets.Whose whose :
                    List.of(
                            ADA,
                            new Buckets.Whose(Buckets.Kind.EACH, "acme", "eve"),
                            new Buckets.Whose(Buckets.Kind.EACH, "other", "ada"),
                            new Buckets.Whose(Buckets.Kind.TENANT, "acme", ""),
                            new Buckets.Whose(Buckets.Kind.WORKSPACE, "", "ada"),
                            ALL)) {
                assertThat(buckets.of(whose, 1).take()).isEqualTo(new Buckets.Taking.Taken());
                assertThat(buckets.of(whose, 1).take()).isInstanceOf(Buckets.Taking.Empty.class);
            }
        }
    }

    /// Who asks for an empty bucket is told by the replica until there is a token.
    @ParameterizedTest
    @EnumSource
    void whoever_goes_on_asking_is_not_passed_on_to_the_database(Postgres version)
            throws Exception {
        Database database = Database.open(version.migrated().server(), 2);
        Buckets.Bucket bucket = new BucketsInPostgres(database, NANOS).of(ADA, 1);
        assertThat(bucket.take()).isEqualTo(new Buckets.Taking.Taken());
        assertThat(bucket.take()).isInstanceOf(Buckets.Taking.Empty.class);
        assertThat(bucket.forgettable()).isFalse();
        database.close();

        assertThat(bucket.take()).isInstanceOf(Buckets.Taking.Empty.class);
    }

    @ParameterizedTest
    @EnumSource
    void nobody_is_admitted_while_the_database_is_away_and_all_are_told_at_once(Postgres version)
            throws Exception {
        Postgres.Place place = version.empty();
        MovedNanos nanos = new MovedNanos();
        try (Database database = Database.open(place.server(), 2)) {
            Limits limits =
                    new Limits(
                            new Limits.Settings(0, 600, 0, 60, Duration.ZERO),
                            principal -> "",
                            new BucketsInPostgres(database, nanos),
                            nanos);
            Principal ada = new Principal("acme", "ada", Set.of());

            for (int i = 0; i < 100; i++) {
                assertThat(limits.admit(ada, true))
                        .isEqualTo(new Quota.Admission.Uncounted(Duration.ofSeconds(5)));
            }
            Migrations.run(place.owner(), Postgres.SERVER, Postgres.KEEPER);
            assertThat(limits.admit(ada, true)).isInstanceOf(Quota.Admission.Uncounted.class);

            nanos.passes(Duration.ofSeconds(1));

            assertThat(limits.admit(ada, true)).isInstanceOf(Quota.Admission.Granted.class);
        }
    }
}
