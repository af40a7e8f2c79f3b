package io.github.clockifymcp.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// An issuer that signs what it is told, right or wrong.
public final class Issuer {
    /// What its tokens are meant for.
    public static final String AUDIENCE = "https://mcp.example.com/mcp";

    private final String name;
    private final Map<String, Key> keys = new LinkedHashMap<>();

    /// @param secret for keys of Edwards curves, which the library does not sign with
    private record Key(JWK jwk, PrivateKey secret) {}

    public Issuer(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /// Makes a key for this algorithm, under an id.
    public Issuer key(String id, JWSAlgorithm algorithm) throws Exception {
        keys.put(id, made(id, algorithm));
        return this;
    }

    public Issuer without(String id) {
        keys.remove(id);
        return this;
    }

    private static Key made(String id, JWSAlgorithm algorithm) throws Exception {
        if (JWSAlgorithm.Family.RSA.contains(algorithm)) {
            RSAKey key = new RSAKeyGenerator(2048).keyID(id).generate();
            return new Key(key, key.toPrivateKey());
        }
        if (JWSAlgorithm.Family.EC.contains(algorithm)) {
            Curve curve = Curve.forJWSAlgorithm(algorithm).iterator().next();
            ECKey key = new ECKeyGenerator(curve).keyID(id).generate();
            return new Key(key, key.toPrivateKey());
        }
        Curve curve = algorithm.getName().equals("Ed448") ? Curve.Ed448 : Curve.Ed25519;
        KeyPair pair = KeyPairGenerator.getInstance(curve.getName()).generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        int length = curve.equals(Curve.Ed448) ? 57 : 32;
        Base64URL point =
                Base64URL.encode(
                        Arrays.copyOfRange(encoded, encoded.length - length, encoded.length));
        return new Key(new OctetKeyPair.Builder(curve, point).keyID(id).build(), pair.getPrivate());
    }

    public JWK publicKey(String id) {
        return Objects.requireNonNull(keys.get(id)).jwk().toPublicJWK();
    }

    /// Its keys as it publishes them.
    ///
    /// @param more other things among them, as JSON
    public String keySet(String... more) {
        List<String> all =
                keys.values().stream()
                        .map(key -> key.jwk().toPublicJWK().toJSONString())
                        .collect(Collectors.toCollection(ArrayList::new));
        all.addAll(0, List.of(more));
        return "{\"keys\":[" + String.join(",", all) + "]}";
    }

    public byte[] published() {
        return keySet().getBytes(UTF_8);
    }

    /// A good token for `ann`, but for what the change makes of it.
    public String token(String key, JWSAlgorithm algorithm, Consumer<JWTClaimsSet.Builder> change)
            throws Exception {
        return token(
                new JWSHeader.Builder(algorithm).keyID(key).type(JOSEObjectType.JWT).build(),
                key,
                change);
    }

    public String token(String key, JWSAlgorithm algorithm) throws Exception {
        return token(key, algorithm, claims -> {});
    }

    public String token(JWSHeader header, String key, Consumer<JWTClaimsSet.Builder> change)
            throws Exception {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .issuer(name)
                        .subject("ann")
                        .audience(AUDIENCE)
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        change.accept(claims);
        return signed(header, Objects.requireNonNull(keys.get(key)), claims.build());
    }

    private static String signed(JWSHeader header, Key key, JWTClaimsSet claims)
            throws JOSEException, GeneralSecurityException {
        SignedJWT jwt = new SignedJWT(header, claims);
        switch (key.jwk()) {
            case RSAKey rsa -> jwt.sign(new RSASSASigner(rsa));
            case ECKey ec -> jwt.sign(new ECDSASigner(ec));
            default -> {
                Signature signature = Signature.getInstance("EdDSA");
                signature.initSign(key.secret());
                signature.update(jwt.getSigningInput());
                return new String(jwt.getSigningInput(), UTF_8)
                        + "."
                        + Base64URL.encode(signature.sign());
            }
        }
        return jwt.serialize();
    }
}
