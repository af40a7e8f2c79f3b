package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.controlplane.OwnPostgres;
import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.sandbox.ReceivedRequest;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three packaged replicas behind a load balancer, worked with by people of two tenants all the
/// time, while replicas are killed, Postgres is cut off and the file of keys is changed.
/// `-Dsoak.seconds=N` is for how long, 600 unless it is set.
class ReplicasSoakTest {
    private static final int SECONDS = Integer.getInteger("soak.seconds", 600);
    private static final int REPLICAS = 3;
    private static final int A_MINUTE = 600;

    /// What a replica takes at once of a minute's calls.
    private static final int LEASE = A_MINUTE / 20;

    private static final int CUT_EACH_ROUND = 4;
    private static final int PAGE = 200;

    @TempDir Path folder;

    private final List<String> secrets = new ArrayList<>();
    private Replica[] replicas = new Replica[REPLICAS];

    @Test
    void whatever_breaks_nothing_is_done_twice_or_unannounced_and_nobody_is_told_what_is_not_so()
            throws Exception {
        SandboxOptions defaults = SandboxOptions.with(SandboxClock.running());
        SandboxOptions options =
                new SandboxOptions(0, defaults.clock(), true, 1 << 20, 5_000_000, Set.of());
        try (Sandbox sandbox = Sandbox.start(options);
                OwnPostgres postgres = OwnPostgres.start(Postgres.OLDEST, folder.resolve("data"));
                Service service =
                        new Service(
                                folder,
                                postgres.place().settings(),
                                sandbox.baseUrl() + "/api/v1");
                RoundRobin balancer = new RoundRobin(REPLICAS);
                SoakLoad load = new SoakLoad(balancer)) {
            service.with(
                            Map.of(
                                    "CLOCKIFY_RATE_LIMIT", "0",
                                    "CLOCKIFY_MAX_CONCURRENT", "0",
                                    "CLOCKIFY_PER_TOKEN_RATE_LIMIT", Integer.toString(A_MINUTE),
                                    "MCP_AUDIT_DURABILITY", "fail_closed"))
                    .prepared();
            service.run("tenant", "create", "acme", "--workspace=" + Seed.studio());
            service.run("tenant", "create", "bolt", "--workspace=" + Seed.studio());
            for (int i = 0; i < REPLICAS; i++) {
                start(service, balancer, i);
            }
            long began = System.nanoTime();
            load.modern("acme", "ann", caller(service, "acme", "ann", "mina"));
            load.legacy("acme", "abe", caller(service, "acme", "abe", "bruno"));
            load.modern("bolt", "bob", caller(service, "bolt", "bob", "elif"));
            load.legacy("bolt", "bea", caller(service, "bolt", "bea", "grace"));
            load.greedy("acme", caller(service, "acme", "gil", "chiara"));

            int cuts = broken(service, balancer, postgres);

            load.end();
            double minutes = (System.nanoTime() - began) / 60e9;
            SoakJudge judge = new SoakJudge(postgres.place(), List.of("acme", "bolt"));
            List<ReceivedRequest> received = sandbox.received();
            judge.told(load.deeds(), received);
            judge.takenBack(load.deeds(), there(new BesideTheServer(sandbox.baseUrl())));
            judge.announced(received);
            judge.chained(service.keys());
            judge.apart();
            judge.said(said(), secrets(service));
            assertThat(judge.faults()).as(counted(load)).isEmpty();
            assertThat((double) load.greedy())
                    .as(counted(load))
                    .isLessThanOrEqualTo(A_MINUTE * (1 + minutes) + REPLICAS * LEASE * (1 + cuts));
            assertThat(load.deeds().stream().filter(deed -> deed.ending().done()).count())
                    .as(counted(load))
                    .isGreaterThan(SECONDS);
        }
    }

    private String caller(Service service, String tenant, String name, String person)
            throws Exception {
        String token = service.token(tenant, name);
        service.credential(person, tenant, "--principal=token#" + name);
        secrets.add(token);
        secrets.add(Seed.person(person).key());
        return token;
    }

    private void start(Service service, RoundRobin balancer, int i) throws Exception {
        replicas[i] = service.replica(folder.resolve("replica-%d.log".formatted(i)));
        balancer.at(i, replicas[i].port());
    }

    /// Breaks one thing after the other until the time is over.
    ///
    /// @return how often Postgres was cut off
    private int broken(Service service, RoundRobin balancer, OwnPostgres postgres)
            throws Exception {
        long began = System.nanoTime();
        int cuts = 0;
        int keys = 0;
        for (int round = 0; seconds(began) < SECONDS; round++) {
            Thread.sleep(Duration.ofSeconds(5));
            if (round % CUT_EACH_ROUND == 1) {
                postgres.cut();
                cuts++;
                Thread.sleep(Duration.ofSeconds(2));
                postgres.again();
            } else if (keys < 2 && seconds(began) > SECONDS * (keys + 1) / 3) {
                keys++;
                changeKeys(service, keys);
                for (int i = 0; i < REPLICAS; i++) {
                    replicas[i].end();
                    start(service, balancer, i);
                }
            } else {
                int victim = round % REPLICAS;
                replicas[victim].kill();
                Thread.sleep(Duration.ofSeconds(1));
                start(service, balancer, victim);
            }
        }
        assertThat(keys).isEqualTo(2);
        return cuts;
    }

    private static long seconds(long began) {
        return (System.nanoTime() - began) / 1_000_000_000;
    }

    /// First a key is appended, then it is put first.
    private static void changeKeys(Service service, int step) throws Exception {
        if (step == 1) {
            service.run("key", "new", "--file", service.keys().toString());
            return;
        }
        List<String> lines = Files.readAllLines(service.keys());
        Path turned = service.keys().resolveSibling("turned");
        Files.write(turned, lines.reversed());
        Files.move(turned, service.keys(), StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> said() throws Exception {
        List<String> lines = new ArrayList<>();
        for (Replica replica : replicas) {
            lines.addAll(replica.said());
        }
        return lines;
    }

    private List<String> secrets(Service service) throws Exception {
        List<String> all = new ArrayList<>(secrets);
        for (String line : Files.readAllLines(service.keys())) {
            all.add(line.split(" +", -1)[1]);
        }
        all.add("postgres://");
        return all;
    }

    /// The descriptions of all entries that there are.
    private static Set<String> there(BesideTheServer sandbox) throws Exception {
        Set<String> all = new HashSet<>();
        for (String person : List.of("mina", "bruno", "elif", "grace")) {
            int found = PAGE;
            for (int page = 1; found == PAGE; page++) {
                JsonNode entries =
                        sandbox.studio(
                                "GET",
                                "/user/%s/time-entries?page-size=%d&page=%d"
                                        .formatted(Seed.person(person).id(), PAGE, page),
                                "");
                all.addAll(entries.findValuesAsText("description"));
                found = entries.size();
            }
        }
        return all;
    }

    /// How many of each kind ended how.
    private static String counted(SoakLoad load) {
        Map<String, Integer> counts = new TreeMap<>();
        for (SoakLoad.Deed deed : load.deeds()) {
            String how =
                    switch (deed.ending()) {
                        case Guest.Ending.Told(String text, boolean failed) ->
                                failed ? "failed" : "done";
                        case Guest.Ending.Asked _ -> "asked";
                        case Guest.Ending.Wrong(int code, String message) -> "error " + code;
                        case Guest.Ending.Status(int status, String body) -> "status " + status;
                        case Guest.Ending.Broken _ -> "broken";
                        case Guest.Ending.Hung() -> "hung";
                    };
            counts.merge(deed.kind() + " " + how, 1, Integer::sum);
        }
        return counts.toString();
    }
}
