package io.github.clockifymcp.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// When a provider is asked for its keys, and what holds when it does not answer.
class KeyRingTest {
    private static final String NAME = "https://login.example.com/work";
    private static final KeyRing.Times TIMES =
            new KeyRing.Times(
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(5));

    private final Ticking clock = new Ticking();
    private final Issuer issuer = new Issuer(NAME);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;
    private volatile CountDownLatch slow = new CountDownLatch(0);
    private final KeyRing ring =
            new KeyRing(
                    NAME,
                    KeySource.at(
                            URI.create("https://k.example.com"),
                            address -> {
                                asked.incrementAndGet();
                                waitFor(slow);
                                if (away) {
                                    throw new IOException("away");
                                }
                                return issuer.published();
                            }),
                    TIMES,
                    clock);

    @BeforeEach
    void make_a_key() throws Exception {
        issuer.key("a", JWSAlgorithm.ES256);
    }

    private static void waitFor(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private List<JWK> find(String id) throws KeyRing.AwayException {
        return ring.find(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(id).build());
    }

    /// Waits for what was begun in the background.
    private void settle(int expected) throws InterruptedException {
        for (int i = 0; i < 2_000 && asked.get() < expected; i++) {
            Thread.sleep(5);
        }
        assertThat(asked).hasValue(expected);
    }

    @Test
    void keys_are_read_once_and_again_when_they_are_old() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(find("a")).hasSize(1);
        }
        assertThat(asked).hasValue(1);

        clock.pass(Duration.ofMinutes(6));
        assertThat(find("a")).hasSize(1); // with the old ones, while it is asked
        settle(2);
    }

    @Test
    void a_new_key_is_found_at_once() throws Exception {
        find("a");
        issuer.key("b", JWSAlgorithm.ES256).without("a");

        assertThat(find("b")).hasSize(1);
        assertThat(find("a")).isEmpty();
    }

    @Test
    void whatever_keys_tokens_name_the_provider_is_not_asked_more_often() throws Exception {
        find("a");

        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 50; i++) {
                assertThat(find("unknown-" + second + "-" + i)).isEmpty();
            }
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(asked).hasValue(1 + 2);
    }

    @Test
    void all_who_wait_wait_for_one_answer() throws Exception {
        slow = new CountDownLatch(1);
        List<Future<List<JWK>>> waiting = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                waiting.add(threads.submit(() -> find("a")));
            }
            settle(1);
            slow.countDown();
            for (Future<List<JWK>> each : waiting) {
                assertThat(each.get()).hasSize(1);
            }
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void while_the_provider_is_away_old_keys_serve_for_as_long_as_is_said() throws Exception {
        find("a");
        away = true;

        clock.pass(Duration.ofMinutes(59));
        assertThat(find("a")).hasSize(1);
        settle(2);

        clock.pass(Duration.ofMinutes(2));
        assertThatExceptionOfType(KeyRing.AwayException.class).isThrownBy(() -> find("a"));

        away = false;
        clock.pass(Duration.ofSeconds(6));
        assertThat(find("a")).hasSize(1);
    }

    @Test
    void fresh_keys_serve_however_short_old_ones_are_kept() throws Exception {
        KeyRing brief =
                new KeyRing(
                        NAME,
                        KeySource.at(
                                URI.create("https://k.example.com"), address -> issuer.published()),
                        new KeyRing.Times(
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(5)),
                        clock);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("a").build();
        brief.find(header);

        clock.pass(Duration.ofMinutes(4));

        assertThat(brief.find(header)).hasSize(1);
    }

    @Test
    void a_provider_that_was_never_there_is_asked_again_now_and_then() throws Exception {
        away = true;
        for (int i = 0; i < 50; i++) {
            assertThatExceptionOfType(KeyRing.AwayException.class).isThrownBy(() -> find("a"));
        }
        assertThat(asked).hasValue(1);

        clock.pass(Duration.ofSeconds(6));
        away = false;
        assertThat(find("a")).hasSize(1);
    }

    @Test
    void an_unknown_key_is_not_called_unknown_while_nobody_can_be_asked() throws Exception {
        find("a");
        away = true;

        assertThatExceptionOfType(KeyRing.AwayException.class).isThrownBy(() -> find("b"));
    }

    /// One odd key made the reference server lose all (its defect 27).
    @Test
    void defect_27_odd_keys_are_passed_over_and_the_others_count() throws Exception {
        String odd =
                issuer.keySet(
                        "{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"c2VjcmV0\"}",
                        "{\"kty\":\"new\",\"kid\":\"n\"}",
                        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"e\",\"x\":\"AA\",\"y\":\"AA\"}",
                        "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"kid\":\"x\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
                        "{\"kty\":\"RSA\",\"kid\":\"weak\",\"n\":\"u1SU1LfVLPHCozMxH2Mo\",\"e\":\"AQAB\"}",
                        "7",
                        "null",
                        "{}");

        Keys keys = keys(odd);

        assertThat(keys.fitting(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("a").build()))
                .hasSize(1);
        for (JWSAlgorithm algorithm :
                List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.EdDSA)) {
            for (String id : List.of("s", "n", "e", "x", "weak")) {
                assertThat(keys.fitting(new JWSHeader.Builder(algorithm).keyID(id).build()))
                        .isEmpty();
            }
        }
    }

    @Test
    void a_token_that_names_no_key_needs_the_only_one() throws Exception {
        JWSHeader nameless = new JWSHeader.Builder(JWSAlgorithm.ES256).build();
        issuer.key("r", JWSAlgorithm.RS256);
        assertThat(keys(issuer.keySet()).fitting(nameless)).hasSize(1);

        issuer.key("b", JWSAlgorithm.ES256);
        assertThat(keys(issuer.keySet()).fitting(nameless)).isEmpty();
    }

    @Test
    void the_address_of_the_keys_is_found_in_either_document() throws Exception {
        Map<String, String> web = new LinkedHashMap<>();
        List<String> addresses = new ArrayList<>();
        Fetcher fetcher =
                address -> {
                    addresses.add(address.toString());
                    String document = web.get(address.toString());
                    if (document == null) {
                        throw new IOException(address + " answered 404");
                    }
                    return document.getBytes(UTF_8);
                };
        web.put(
                "https://login.example.com/.well-known/oauth-authorization-server/work",
                "{\"issuer\":\"%s\",\"jwks_uri\":\"https://keys.example.com/\"}".formatted(NAME));
        web.put("https://keys.example.com/", issuer.keySet());
        KeySource source =
                KeySource.of(NAME, fetcher, address -> ProviderAddress.isAllowed(address, false));

        assertThat(source.fetch()).isNotNull();
        assertThat(addresses)
                .containsExactly(
                        NAME + "/.well-known/openid-configuration",
                        "https://login.example.com/.well-known/oauth-authorization-server/work",
                        "https://keys.example.com/");
    }

    @Test
    void a_document_about_another_issuer_or_with_odd_addresses_is_not_believed() {
        for (String document :
                List.of(
                        "{\"issuer\":\"https://evil.example.com\",\"jwks_uri\":\"https://k.example.com\"}",
                        "{\"issuer\":\"%s\",\"jwks_uri\":\"http://k.example.com\"}".formatted(NAME),
                        "{\"issuer\":\"%s\",\"jwks_uri\":\"file:///etc/passwd\"}".formatted(NAME),
                        "{\"issuer\":\"%s\",\"jwks_uri\":\"not one\"}".formatted(NAME),
                        "{\"issuer\":\"%s\"}".formatted(NAME),
                        "[]",
                        "<html>")) {
            KeySource source =
                    KeySource.of(
                            NAME,
                            address -> document.getBytes(UTF_8),
                            address -> ProviderAddress.isAllowed(address, false));

            assertThatExceptionOfType(IOException.class).isThrownBy(source::fetch);
        }
    }

    private static Keys keys(String set) throws IOException {
        return KeySource.at(URI.create("https://k.example.com"), address -> set.getBytes(UTF_8))
                .fetch();
    }
}
