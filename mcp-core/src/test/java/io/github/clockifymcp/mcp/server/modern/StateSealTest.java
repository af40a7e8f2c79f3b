package io.github.clockifymcp.mcp.server.modern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Round;
import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateSealTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Principal ANN = new Principal("acme", "ann", Set.of());
    private static final SealKey OLD = key("old", 'o');
    private static final SealKey NEW = key("new", 'n');

    private final ObjectNode params = Json.object().put("name", "delete");
    private final StateSeal.Opened kept =
            new StateSeal.Opened(
                    new Round("call-1", 2, Map.of("a", Json.object().put("x", 1)), "st\u00e4te"),
                    Set.of("b"));

    @Test
    void what_was_kept_comes_back() {
        StateSeal seal = seal(SealKeys.of(OLD), NOW);

        String sealed = seal.close(kept, ANN, "tools/call", params);

        assertThat(seal.open(sealed, ANN, "tools/call", params)).isEqualTo(kept);
    }

    @Test
    void no_character_of_it_can_be_changed_left_out_or_added() {
        StateSeal seal = seal(SealKeys.of(OLD), NOW);
        String sealed = seal.close(kept, ANN, "tools/call", params);

        for (int i = 0; i < sealed.length(); i++) {
            String before = sealed.substring(0, i);
            String after = sealed.substring(i + 1);
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';

            assertRejected(seal, before + other + after);
            assertRejected(seal, before + after);
            assertRejected(seal, before + other + sealed.charAt(i) + after);
        }
        assertRejected(seal, sealed + "A");
        assertRejected(seal, sealed + "=");
        assertRejected(seal, "");
        assertRejected(seal, "x".repeat(3 << 20));
    }

    @Test
    void it_is_good_for_its_principal_its_method_and_its_parameters_alone() {
        StateSeal seal = seal(SealKeys.of(OLD), NOW);
        String sealed = seal.close(kept, ANN, "tools/call", params);
        Principal bob = new Principal("acme", "bob", Set.of());
        Principal elsewhere = new Principal("other", "ann", Set.of());

        assertRejected(seal, sealed, bob, "tools/call", params);
        assertRejected(seal, sealed, elsewhere, "tools/call", params);
        assertRejected(seal, sealed, ANN, "prompts/get", params);
        assertRejected(seal, sealed, ANN, "tools/call", Json.object().put("name", "other"));
    }

    @Test
    void it_expires() {
        String sealed = seal(SealKeys.of(OLD), NOW).close(kept, ANN, "tools/call", params);

        StateSeal later = seal(SealKeys.of(OLD), NOW.plusSeconds(59));
        StateSeal tooLate = seal(SealKeys.of(OLD), NOW.plusSeconds(60));

        assertThat(later.open(sealed, ANN, "tools/call", params)).isEqualTo(kept);
        assertRejected(tooLate, sealed);
    }

    @Test
    void keys_can_be_changed_while_calls_wait() {
        String sealed = seal(SealKeys.of(OLD), NOW).close(kept, ANN, "tools/call", params);

        StateSeal rotating = seal(keys(NEW, OLD), NOW);
        StateSeal rotated = seal(SealKeys.of(NEW), NOW);

        assertThat(rotating.open(sealed, ANN, "tools/call", params)).isEqualTo(kept);
        assertThat(rotated.open(rotating.close(kept, ANN, "x", params), ANN, "x", params))
                .isEqualTo(kept);
        assertRejected(rotated, sealed);
    }

    @Test
    void a_key_of_the_same_name_is_not_the_same_key() {
        String sealed = seal(SealKeys.of(OLD), NOW).close(kept, ANN, "tools/call", params);

        assertRejected(seal(SealKeys.of(key("old", 'x')), NOW), sealed);
    }

    private void assertRejected(StateSeal seal, String sealed) {
        assertRejected(seal, sealed, ANN, "tools/call", params);
    }

    private static void assertRejected(
            StateSeal seal, String sealed, Principal who, String method, ObjectNode what) {
        assertThatExceptionOfType(RpcError.class)
                .isThrownBy(() -> seal.open(sealed, who, method, what))
                .matches(error -> error.code() == RpcError.INVALID_PARAMS);
    }

    private static StateSeal seal(SealKeys keys, Instant now) {
        return new StateSeal(keys, Duration.ofSeconds(60), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SealKeys keys(SealKey signing, SealKey accepted) {
        return new SealKeys() {
            @Override
            public SealKey signing() {
                return signing;
            }

            @Override
            public List<SealKey> accepted() {
                return List.of(signing, accepted);
            }
        };
    }

    private static SealKey key(String id, char fill) {
        return SealKey.of(id, String.valueOf(fill).repeat(32).getBytes(UTF_8));
    }
}
