package io.github.clockifymcp.server.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The public keys an issuer has published, as far as they can be used: one that is odd, weak or of
/// a kind not known here is passed over, and the others count.
final class Keys {
    /// More than any provider has at once.
    static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    private static final int SHORTEST_RSA = 2_048;
    private static final int LONGEST_RSA = 16_384;
    private static final Set<Curve> EDWARDS = Set.of(Curve.Ed25519, Curve.Ed448);

    private final List<JWK> usable;

    private Keys(List<JWK> usable) {
        this.usable = List.copyOf(usable);
    }

    /// Reads the list of a JWK set.
    static Keys of(JsonNode list) {
        List<JWK> usable = new ArrayList<>();
        int skipped = 0;
        for (JsonNode each : list) {
            try {
                JWK key = JWK.parse(each.toString());
                if (isUsable(key) && usable.size() < MOST) {
                    usable.add(key.toPublicJWK());
                } else {
                    skipped++;
                }
            } catch (ParseException | JOSEException | RuntimeException e) {
                skipped++;
            }
        }
        if (skipped > 0) {
            LOG.debug("Some of an issuer's keys are not used here; skipped={}", skipped);
        }
        return new Keys(usable);
    }

    private static boolean isUsable(JWK key) throws JOSEException {
        boolean forSigning = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean verifies =
                key.getKeyOperations() == null
                        || key.getKeyOperations().contains(KeyOperation.VERIFY);
        return forSigning
                && verifies
                && switch (key) {
                    case RSAKey rsa -> isStrong(rsa);
                    // The point is on its curve, or it is no such key.
                    case ECKey ec -> ec.toECPublicKey() != null;
                    case OctetKeyPair pair -> EDWARDS.contains(pair.getCurve());
                    default -> false;
                };
    }

    private static boolean isStrong(RSAKey key) throws JOSEException {
        int bits = key.toRSAPublicKey().getModulus().bitLength();
        var exponent = key.toRSAPublicKey().getPublicExponent();
        return bits >= SHORTEST_RSA
                && bits <= LONGEST_RSA
                && exponent.testBit(0)
                && exponent.bitLength() >= 2
                && exponent.bitLength() <= 64;
    }

    /// How many there are.
    int size() {
        return usable.size();
    }

    /// Those a token with this header may be signed with. One that names no key fits only where
    /// there is no choice.
    List<JWK> fitting(JWSHeader header) {
        List<JWK> fitting =
                usable.stream()
                        .filter(key -> fits(key, header.getAlgorithm()))
                        .filter(key ->
                                header.getKeyID() == null
                                        || header.getKeyID().equals(key.getKeyID()))
                        .toList();
        return header.getKeyID() == null && fitting.size() > 1 ? List.of() : fitting;
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        if (key.getAlgorithm() != null && !names(key.getAlgorithm().getName(), algorithm)) {
            return false;
        }
        return switch (key) {
            case RSAKey rsa -> JWSAlgorithm.Family.RSA.contains(algorithm);
            case ECKey ec ->
                    JWSAlgorithm.Family.EC.contains(algorithm)
                            && Curve.forJWSAlgorithm(algorithm).contains(ec.getCurve());
            case OctetKeyPair pair ->
                    algorithm.equals(JWSAlgorithm.EdDSA)
                            || algorithm.getName().equals(pair.getCurve().getName());
            default -> false;
        };
    }

    /// `EdDSA` and `Ed25519` are two names of one thing.
    private static boolean names(String own, JWSAlgorithm algorithm) {
        return own.equals(algorithm.getName())
                || (own.startsWith("Ed") && algorithm.getName().startsWith("Ed"));
    }
}
