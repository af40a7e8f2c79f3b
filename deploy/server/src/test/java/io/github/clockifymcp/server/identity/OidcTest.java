package io.github.clockifymcp.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.clockifymcp.mcp.http.Identity;
import io.github.clockifymcp.mcp.http.Presented;
import io.github.clockifymcp.mcp.tool.Principal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which tokens let somebody in, and what the others are told.
class OidcTest {
    private static final JWSAlgorithm ES256 = JWSAlgorithm.ES256;
    private static final Set<String> ALGORITHMS =
            Set.of(
                    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                    "EdDSA", "Ed25519", "Ed448");

    private final Ticking clock = new Ticking();
    private final Issuer work = new Issuer("https://login.example.com/work");
    private final Issuer guests = new Issuer("https://login.example.com/guests");
    private @Nullable String tenantClaim;
    private String subjectClaim = "sub";
    private List<String> scopes = List.of();
    private List<String> narrowing = List.of();

    @BeforeEach
    void make_keys() throws Exception {
        work.key("w", ES256);
        guests.key("g", ES256);
    }

    private Oidc oidc(Issuer... issuers) {
        Map<String, KeyRing> rings = new LinkedHashMap<>();
        KeyRing.Times times =
                new KeyRing.Times(
                        Duration.ofMinutes(5),
                        Duration.ofHours(1),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5));
        for (Issuer issuer : issuers) {
            rings.put(
                    issuer.name(),
                    new KeyRing(
                            issuer.name(),
                            KeySource.at(
                                    URI.create("https://k.example.com"),
                                    address -> issuer.published()),
                            times,
                            clock));
        }
        TokenRules rules =
                new TokenRules(
                        Set.of(Issuer.AUDIENCE),
                        Set.copyOf(scopes),
                        Set.copyOf(narrowing),
                        ALGORITHMS,
                        Duration.ofSeconds(30),
                        subjectClaim,
                        tenantClaim,
                        "local");
        return new Oidc(
                new Tokens(rings, rules, clock),
                new ResourceMetadata(
                        URI.create(Issuer.AUDIENCE), rings.keySet(), scopes, narrowing),
                Duration.ofMinutes(1),
                clock);
    }

    private static Identity show(Oidc oidc, String... authorization) {
        return oidc.identify(
                new Presented(
                        "/mcp",
                        name ->
                                name.equalsIgnoreCase("Authorization")
                                        ? List.of(authorization)
                                        : List.of(),
                        List.of(),
                        null));
    }

    private static Principal in(Oidc oidc, String token) {
        Identity identity = show(oidc, "Bearer " + token);
        assertThat(identity).isInstanceOf(Identity.Authenticated.class);
        return ((Identity.Authenticated) identity).principal();
    }

    private static String out(Oidc oidc, String token) {
        Identity identity = show(oidc, "Bearer " + token);
        assertThat(identity).isInstanceOf(Identity.Unauthenticated.class);
        String challenge = ((Identity.Unauthenticated) identity).challenges().getFirst();
        assertThat(challenge)
                .startsWith("Bearer ")
                .contains(
                        "error=\"invalid_token\"",
                        "resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource/mcp\"");
        return challenge;
    }

    private String changed(Consumer<JWTClaimsSet.Builder> change) throws Exception {
        return work.token("w", ES256, change);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                "EdDSA", "Ed25519", "Ed448"
            })
    void each_algorithm_that_only_the_issuer_can_sign_with_is_known(String name) throws Exception {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
        work.key("k", algorithm);

        Principal principal = in(oidc(work), work.token("k", algorithm));

        assertThat(principal)
                .isEqualTo(new Principal("local", "https://login.example.com/work#ann", Set.of()));
    }

    @Test
    void who_shows_nothing_is_told_where_to_sign_in_and_of_no_error() {
        Identity identity = show(oidc(work));

        assertThat(identity)
                .isEqualTo(
                        new Identity.Unauthenticated(
                                List.of(
                                        "Bearer realm=\"mcp\", resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource/mcp\""),
                                "missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "....", "ey.ey.", "Bearer", "💥.💥.💥"})
    void what_is_no_token_is_refused(String token) {
        assertThat(out(oidc(work), token)).contains("no signed JWT");
    }

    @Test
    void two_tokens_are_one_too_many() throws Exception {
        String token = "Bearer " + work.token("w", ES256);

        assertThat(show(oidc(work), token, token)).isInstanceOf(Identity.Unauthenticated.class);
        assertThat(show(oidc(work), token.replace("Bearer", "Basic")))
                .isInstanceOf(Identity.Unauthenticated.class);
        assertThat(show(oidc(work), token.replace("Bearer", "bearer")))
                .isInstanceOf(Identity.Authenticated.class);
    }

    @Test
    void a_token_nobody_signed_is_refused() throws Exception {
        String payload = work.token("w", ES256).split("\\.", -1)[1];
        for (String none : List.of("none", "None", "NONE")) {
            String header = base64("{\"alg\":\"" + none + "\",\"kid\":\"w\"}");

            out(oidc(work), header + "." + payload + ".");
            out(oidc(work), header + "." + payload + ".AAAA");
        }
    }

    @Test
    void a_token_signed_with_the_public_key_as_a_secret_is_refused() throws Exception {
        work.key("r", JWSAlgorithm.RS256);
        RSAKey published = (RSAKey) work.publicKey("r");
        SignedJWT forged =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("r").build(),
                        SignedJWT.parse(work.token("r", JWSAlgorithm.RS256)).getJWTClaimsSet());
        forged.sign(new MACSigner(published.toRSAPublicKey().getEncoded()));

        assertThat(out(oidc(work), forged.serialize())).contains("signed in a way");
    }

    @Test
    void keys_that_a_token_brings_along_count_for_nothing() throws Exception {
        Issuer stranger = new Issuer(work.name()).key("w", ES256);
        JWSHeader header =
                new JWSHeader.Builder(ES256)
                        .keyID("w")
                        .jwk(stranger.publicKey("w"))
                        .jwkURL(URI.create("https://evil.example.com/keys"))
                        .build();

        assertThat(out(oidc(work), stranger.token(header, "w", claims -> {})))
                .contains("signature");
    }

    @Test
    void what_a_header_says_must_be_understood_is_not() throws Exception {
        JWSHeader header =
                new JWSHeader.Builder(ES256)
                        .keyID("w")
                        .criticalParams(Set.of("exp"))
                        .customParam("exp", 1)
                        .build();

        assertThat(out(oidc(work), work.token(header, "w", claims -> {}))).contains("of a kind");
    }

    @Test
    void only_tokens_for_access_give_access() throws Exception {
        for (String kind : List.of("JWT", "at+jwt", "application/at+JWT")) {
            in(oidc(work), work.token(typed(kind), "w", claims -> {}));
        }
        for (String kind : List.of("logout+jwt", "dpop+jwt", "secevent+jwt")) {
            assertThat(out(oidc(work), work.token(typed(kind), "w", claims -> {})))
                    .contains("of a kind");
        }
    }

    private static JWSHeader typed(String kind) {
        return new JWSHeader.Builder(ES256).keyID("w").type(new JOSEObjectType(kind)).build();
    }

    @Test
    void a_changed_token_is_refused() throws Exception {
        String[] parts = work.token("w", ES256).split("\\.", -1);
        String[] other = changed(claims -> claims.subject("ben")).split("\\.", -1);

        assertThat(out(oidc(work), parts[0] + "." + other[1] + "." + parts[2]))
                .contains("signature");
    }

    @Test
    void times_hold_but_for_a_leeway() throws Exception {
        Instant now = clock.instant();

        in(oidc(work), changed(claims -> claims.expirationTime(Date.from(now.minusSeconds(20)))));
        in(oidc(work), changed(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(20)))));
        assertThat(
                        out(
                                oidc(work),
                                changed(claims ->
                                        claims.expirationTime(Date.from(now.minusSeconds(40))))))
                .contains("expired");
        assertThat(
                        out(
                                oidc(work),
                                changed(claims ->
                                        claims.notBeforeTime(Date.from(now.plusSeconds(40))))))
                .contains("not valid yet");
        assertThat(out(oidc(work), changed(claims -> claims.expirationTime(null))))
                .contains("when it expires");
    }

    @Test
    void who_was_let_in_may_stay_until_the_token_expires() throws Exception {
        Oidc oidc = oidc(work);
        String token = work.token("w", ES256);

        Identity identity = show(oidc, "Bearer " + token);
        clock.pass(Duration.ofMinutes(11));

        assertThat(((Identity.Authenticated) identity).until()).isBefore(clock.instant());
        assertThat(out(oidc, token)).contains("expired");
    }

    @Test
    void a_token_for_another_service_is_refused() throws Exception {
        assertThat(out(oidc(work), changed(claims -> claims.audience("https://mcp.example.com"))))
                .contains("another service");
        assertThat(out(oidc(work), changed(claims -> claims.audience(List.of()))))
                .contains("another service");
        in(oidc(work), changed(claims -> claims.audience(List.of("other", Issuer.AUDIENCE))));
    }

    @Test
    void each_issuer_speaks_for_itself_alone() throws Exception {
        Oidc both = oidc(work, guests);

        assertThat(in(both, work.token("w", ES256)))
                .isNotEqualTo(in(both, guests.token("g", ES256)));
        assertThat(out(oidc(work), guests.token("g", ES256))).contains("issuer");
        assertThat(out(both, guests.token("g", ES256, claims -> claims.issuer(work.name()))))
                .contains("key");
        assertThat(out(both, guests.token("g", ES256, claims -> claims.issuer(null))))
                .contains("issuer");
        assertThat(out(both, guests.token("g", ES256, claims -> claims.issuer(work.name() + "/"))))
                .contains("issuer");
    }

    @Test
    void a_token_says_whose_it_is() throws Exception {
        for (Object subject : new @Nullable Object[] {null, "", " ann", "an\nn", List.of("ann")}) {
            assertThat(out(oidc(work), changed(claims -> claims.claim("sub", subject))))
                    .containsAnyOf("whose it is", "no signed JWT");
        }
    }

    @Test
    void another_claim_can_say_it() throws Exception {
        subjectClaim = "oid";

        assertThat(in(oidc(work), changed(claims -> claims.claim("oid", "123"))).id())
                .endsWith("#123");
        assertThat(out(oidc(work), work.token("w", ES256))).contains("whose it is");
    }

    @Test
    void where_tenants_are_claimed_each_token_claims_one() throws Exception {
        tenantClaim = "org";

        assertThat(in(oidc(work), changed(claims -> claims.claim("org", "acme"))).tenant())
                .isEqualTo("acme");
        assertThat(out(oidc(work), work.token("w", ES256))).contains("which tenant");
    }

    @Test
    void where_a_scope_is_needed_a_token_without_one_gets_403_and_is_told_which() throws Exception {
        scopes = List.of("clockify", "api://4711/mcp.access");
        for (Object granted :
                List.of(
                        "openid clockify",
                        List.of("clockify"),
                        "mcp.access",
                        "api://4711/mcp.access")) {
            in(oidc(work), changed(claims -> claims.claim("scp", granted)));
            in(oidc(work), changed(claims -> claims.claim("scope", granted)));
        }
        for (Object other : List.of("", "openid", "clockify2", List.of(7), 7, "access")) {
            String token = changed(claims -> claims.claim("scope", other));
            Identity identity = show(oidc(work), "Bearer " + token);

            assertThat(identity).isInstanceOf(Identity.Forbidden.class);
            assertThat(((Identity.Forbidden) identity).challenges().getFirst())
                    .contains(
                            "error=\"insufficient_scope\"",
                            "scope=\"clockify api://4711/mcp.access\"",
                            "resource_metadata=");
        }
        Identity nobody = show(oidc(work));
        assertThat(((Identity.Unauthenticated) nobody).challenges().getFirst())
                .contains("scope=\"clockify api://4711/mcp.access\"")
                .doesNotContain("error");
    }

    @Test
    void where_scopes_say_what_a_caller_may_do_it_has_those_and_needs_one() throws Exception {
        narrowing = List.of("a:read", "api://4711/a.write");
        assertThat(
                        in(oidc(work), changed(claims -> claims.claim("scope", "openid a:read")))
                                .scopes())
                .containsExactly("a:read");
        assertThat(
                        in(oidc(work), changed(claims -> claims.claim("scp", "a:read a.write")))
                                .scopes())
                .containsExactlyInAnyOrder("a:read", "api://4711/a.write");
        Identity none = show(oidc(work), "Bearer " + work.token("w", ES256));

        assertThat(none).isInstanceOf(Identity.Forbidden.class);
        assertThat(((Identity.Forbidden) none).challenges().getFirst())
                .contains("insufficient_scope", "scope=\"a:read api://4711/a.write\"");
    }

    @Test
    void a_wider_token_is_asked_for_with_what_every_token_needs() throws Exception {
        scopes = List.of("clockify");
        narrowing = List.of("a:read", "a:write");

        assertThat(oidc(work).challenge("a:write"))
                .get()
                .asString()
                .contains(
                        "scope=\"clockify a:write\"",
                        "error=\"insufficient_scope\"",
                        "resource_metadata=");
    }

    @Test
    void scopes_without_a_map_say_nothing_of_a_caller() throws Exception {
        assertThat(in(oidc(work), changed(claims -> claims.claim("scope", "openid a"))).scopes())
                .isEmpty();
    }

    @Test
    void what_is_wrong_otherwise_comes_before_a_missing_scope() throws Exception {
        scopes = List.of("clockify");

        assertThat(out(oidc(work), changed(claims -> claims.audience("other"))))
                .contains("another service");
    }

    @Test
    void a_good_token_is_not_checked_again_until_the_keys_change() throws Exception {
        Oidc oidc = oidc(work);
        String token = work.token("w", ES256);
        in(oidc, token);
        work.without("w").key("w", ES256); // the same name, another key

        in(oidc, token);
        show(
                oidc,
                "Bearer "
                        + work.token(
                                new JWSHeader.Builder(ES256).keyID("x").build(), "w", c -> {}));

        assertThat(out(oidc, token)).contains("signature");
    }

    @Test
    void nothing_that_is_told_repeats_the_token() throws Exception {
        String token = changed(claims -> claims.subject("").claim("x", "secret-7"));

        assertThat(out(oidc(work), token)).doesNotContain("secret-7", token.substring(0, 20));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
