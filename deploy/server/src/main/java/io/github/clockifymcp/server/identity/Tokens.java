package io.github.clockifymcp.server.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.clockifymcp.mcp.http.Identity;
import io.github.clockifymcp.mcp.tool.Principal;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out whose a token is (RFC 7519, RFC 8725). First comes who signed it: what it says counts
/// for nothing until its signature is known to be right. Of its claims only the issuer is looked at
/// before, to choose among those that are trusted.
final class Tokens {
    private static final int LONGEST = 16 * 1024;
    private static final int LONGEST_NAME = 255;
    private static final Set<String> KINDS = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final Map<String, KeyRing> issuers;
    private final TokenRules rules;
    private final Clock clock;

    /// A token that lets nobody in.
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;
        private final Fault fault;

        RefusedException(Fault fault) {
            super(fault.sentence());
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    /// A token that was found to be good.
    ///
    /// @param keys those it was checked with
    record Checked(Identity.Authenticated identity, KeyRing ring, @Nullable Keys keys) {}

    Tokens(Map<String, KeyRing> issuers, TokenRules rules, Clock clock) {
        this.issuers = Map.copyOf(issuers);
        this.rules = rules;
        this.clock = clock;
    }

    /// What a good token says.
    record Said(Checked checked, JWTClaimsSet claims) {}

    /// @throws KeyRing.AwayException when it cannot be found out at the moment
    Checked check(String token) throws RefusedException, KeyRing.AwayException {
        return said(token).checked();
    }

    /// Likewise, with all that it says.
    Said said(String token) throws RefusedException, KeyRing.AwayException {
        SignedJWT jwt = parsed(token);
        checkHeader(jwt.getHeader());
        JWTClaimsSet claims = claims(jwt);
        String issuer = claims.getIssuer();
        KeyRing ring = issuer == null ? null : issuers.get(issuer);
        if (issuer == null || ring == null) {
            throw new RefusedException(Fault.ISSUER);
        }
        List<JWK> possible = ring.find(jwt.getHeader());
        if (possible.isEmpty()) {
            throw new RefusedException(Fault.UNKNOWN_KEY);
        }
        if (possible.stream().noneMatch(key -> Signatures.isBy(key, jwt))) {
            throw new RefusedException(Fault.SIGNATURE);
        }
        Instant until = checkTimes(claims);
        if (claims.getAudience().stream().noneMatch(rules.audiences()::contains)) {
            throw new RefusedException(Fault.AUDIENCE);
        }
        // An issuer's address has no fragment, so no two pairs become the same text.
        String id = issuer + "#" + name(claims, rules.subjectClaim(), Fault.SUBJECT);
        String tenant =
                rules.tenantClaim() == null
                        ? rules.tenant()
                        : name(claims, rules.tenantClaim(), Fault.TENANT);
        TokenScopes scopes = TokenScopes.of(claims);
        lacksNone(scopes, rules.scopes());
        lacksNone(scopes, rules.narrowing());
        Principal principal = new Principal(tenant, id, scopes.of(rules.narrowing()));
        return new Said(
                new Checked(new Identity.Authenticated(principal, until), ring, ring.current()),
                claims);
    }

    private static void lacksNone(TokenScopes scopes, Set<String> needed) throws RefusedException {
        if (!needed.isEmpty() && scopes.of(needed).isEmpty()) {
            throw new RefusedException(Fault.SCOPE);
        }
    }

    private static SignedJWT parsed(String token) throws RefusedException {
        if (token.length() > LONGEST) {
            throw new RefusedException(Fault.MALFORMED);
        }
        try {
            return SignedJWT.parse(token);
        } catch (ParseException | RuntimeException e) {
            throw new RefusedException(Fault.MALFORMED);
        }
    }

    private void checkHeader(JWSHeader header) throws RefusedException {
        if (!rules.algorithms().contains(header.getAlgorithm().getName())) {
            throw new RefusedException(Fault.ALGORITHM);
        }
        // Nothing that must be understood is.
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            throw new RefusedException(Fault.KIND);
        }
        JOSEObjectType kind = header.getType();
        if (kind != null && !KINDS.contains(kind.getType().toLowerCase(Locale.ROOT))) {
            throw new RefusedException(Fault.KIND);
        }
    }

    private static JWTClaimsSet claims(SignedJWT jwt) throws RefusedException {
        try {
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (claims != null) {
                return claims;
            }
        } catch (ParseException | RuntimeException e) {
            // It has no claims that could be read; the sentence below fits.
        }
        throw new RefusedException(Fault.MALFORMED);
    }

    private Instant checkTimes(JWTClaimsSet claims) throws RefusedException {
        Date expiry = claims.getExpirationTime();
        if (expiry == null) {
            throw new RefusedException(Fault.NO_EXPIRY);
        }
        Instant now = clock.instant();
        Instant until = expiry.toInstant().plus(rules.leeway());
        if (!now.isBefore(until)) {
            throw new RefusedException(Fault.EXPIRED);
        }
        Date from = claims.getNotBeforeTime();
        if (from != null && now.isBefore(from.toInstant().minus(rules.leeway()))) {
            throw new RefusedException(Fault.EARLY);
        }
        return until;
    }

    /// A claim that names somebody or something.
    private static String name(JWTClaimsSet claims, String claim, Fault missing)
            throws RefusedException {
        if (claims.getClaim(claim) instanceof String text
                && CallerNames.isName(text, LONGEST_NAME)) {
            return text;
        }
        throw new RefusedException(missing);
    }
}
