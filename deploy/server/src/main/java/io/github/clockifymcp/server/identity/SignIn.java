package io.github.clockifymcp.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import io.github.clockifymcp.mcp.tool.Principal;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets a person sign in with their browser at one of the providers whose tokens let callers in, by
/// an authorization code with PKCE. Whoever signs in is the same principal that their access tokens
/// name: the same issuers, keys and claims count.
public final class SignIn {
    private static final Scope SCOPE = new Scope("openid", "profile");
    private static final List<String> NAMES = List.of("preferred_username", "email", "name");
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_CODE = 8 * 1024;

    private final Map<String, ProviderPlaces> providers = new LinkedHashMap<>();
    private final Tokens tokens;
    private final HttpFetcher fetcher;
    private final URI back;
    private final ClientID client;
    private final @Nullable Secret secret;

    /// What has to be kept from the beginning of a sign-in to its end, by the browser alone.
    public record Pending(String issuer, String state, String nonce, String verifier) {}

    /// A sign-in that has begun.
    ///
    /// @param to where the browser goes
    public record Begun(URI to, Pending pending) {}

    /// Whoever has signed in.
    ///
    /// @param name what the provider calls them, for their own eyes; their subject where it does
    ///   not
    public record Person(Principal principal, String name) {}

    /// It came to nothing. The message says why in a sentence, and repeats nothing from outside.
    public static final class FailedException extends Exception {
        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }

    /// @param rules as for access tokens, but meant for the client alone
    /// @param back where providers send browsers back to
    /// @param secret the client's, for the one issuer; null for a public client
    public SignIn(
            Set<String> issuers,
            TokenRules rules,
            Oidc.Reading reading,
            URI back,
            String client,
            @Nullable String secret,
            Clock clock) {
        if (secret != null && issuers.size() > 1) {
            throw new IllegalArgumentException("a secret is between us and one issuer");
        }
        this.fetcher = new HttpFetcher(reading.outlet());
        for (String issuer : issuers) {
            providers.put(
                    issuer,
                    new ProviderPlaces(
                            issuer,
                            fetcher,
                            address -> ProviderAddress.isAllowed(address, reading.plainHttp()),
                            reading.fresh(),
                            clock));
        }
        this.tokens = new Tokens(Oidc.rings(issuers, reading, clock), rules, clock);
        this.back = back;
        this.client = new ClientID(client);
        this.secret = secret == null ? null : new Secret(secret);
    }

    /// Where people can sign in.
    public List<String> issuers() {
        return List.copyOf(providers.keySet());
    }

    /// Begins.
    ///
    /// @param issuer one of those that are trusted
    /// @throws IOException when the provider cannot be asked; its message may be logged
    public Begun begin(String issuer) throws IOException {
        ProviderPlaces.Found places = Objects.requireNonNull(providers.get(issuer)).find();
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        URI to =
                new AuthenticationRequest.Builder(ResponseType.CODE, SCOPE, client, back)
                        .endpointURI(places.signIn())
                        .state(state)
                        .nonce(nonce)
                        .codeChallenge(verifier, CodeChallengeMethod.S256)
                        .build()
                        .toURI();
        return new Begun(
                to, new Pending(issuer, state.getValue(), nonce.getValue(), verifier.getValue()));
    }

    /// Ends: what the provider sent the browser back with becomes somebody.
    ///
    /// @param answer the parameters, each there once
    /// @throws FailedException when it is nobody
    /// @throws IOException when the provider cannot be asked; its message may be logged
    public Person finish(Pending pending, Map<String, String> answer)
            throws FailedException, IOException {
        ProviderPlaces provider = providers.get(pending.issuer());
        if (provider == null || !same(pending.state(), answer.getOrDefault("state", ""))) {
            throw new FailedException("This is not the sign-in that was begun in this browser.");
        }
        ProviderPlaces.Found places = provider.find();
        String from = answer.get("iss");
        if (from == null ? places.named() : !from.equals(pending.issuer())) {
            throw new FailedException("Another provider answered than was asked.");
        }
        String code = answer.get("code");
        if (code == null || code.isEmpty() || code.length() > LONGEST_CODE) {
            throw new FailedException("The provider did not sign you in.");
        }
        return person(pending, idToken(places, pending, code));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private String idToken(ProviderPlaces.Found places, Pending pending, String code)
            throws FailedException, IOException {
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code), back, new CodeVerifier(pending.verifier()));
        HTTPRequest request = request(places, grant).toHTTPRequest();
        HttpFetcher.Answered answered =
                fetcher.post(
                        places.tokens(),
                        Objects.requireNonNullElse(request.getBody(), ""),
                        request.getAuthorization());
        if (answered.status() >= 500) {
            throw new IOException("%s answered %d".formatted(places.tokens(), answered.status()));
        }
        if (answered.status() != 200) {
            throw new FailedException("The provider did not sign you in.");
        }
        try {
            String token =
                    OIDCTokenResponse.parse(JSONObjectUtils.parse(answered.body()))
                            .getOIDCTokens()
                            .getIDTokenString();
            if (token != null) {
                return token;
            }
        } catch (ParseException | RuntimeException e) {
            // It is no answer of a provider; the sentence below fits.
        }
        throw new FailedException("The provider did not say who you are.");
    }

    private TokenRequest request(ProviderPlaces.Found places, AuthorizationCodeGrant grant) {
        if (secret == null) {
            return new TokenRequest.Builder(places.tokens(), client, grant).build();
        }
        return new TokenRequest.Builder(
                        places.tokens(),
                        places.basic()
                                ? new ClientSecretBasic(client, secret)
                                : new ClientSecretPost(client, secret),
                        grant)
                .build();
    }

    private Person person(Pending pending, String idToken) throws FailedException, IOException {
        Tokens.Said said;
        try {
            said = tokens.said(idToken);
        } catch (Tokens.RefusedException e) {
            throw new FailedException("The provider's answer is not accepted. " + e.getMessage());
        } catch (KeyRing.AwayException e) {
            throw new IOException(e.getMessage(), e);
        }
        JWTClaimsSet claims = said.claims();
        Object presenter = claims.getClaim("azp");
        boolean ours =
                pending.issuer().equals(claims.getIssuer())
                        && claims.getClaim("nonce") instanceof String nonce
                        && same(pending.nonce(), nonce)
                        && (presenter == null
                                ? claims.getAudience().size() == 1
                                : presenter.equals(client.getValue()));
        if (!ours) {
            throw new FailedException("The provider's answer is not about this sign-in.");
        }
        Principal principal = said.checked().identity().principal();
        return new Person(principal, name(claims, principal, pending.issuer()));
    }

    private static String name(JWTClaimsSet claims, Principal principal, String issuer) {
        for (String claim : NAMES) {
            if (claims.getClaim(claim) instanceof String text
                    && CallerNames.isName(text, LONGEST_NAME)) {
                return text;
            }
        }
        return principal.id().substring(issuer.length() + 1);
    }
}
