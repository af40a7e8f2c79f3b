package io.github.clockifymcp.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/// Verifies signatures with public keys.
final class Signatures {
    /// What stands before the bytes of such a key in its X.509 form (RFC 8410).
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final byte[] ED448 = HexFormat.of().parseHex("3043300506032b6571033a00");

    private Signatures() {}

    /// Whether this key made its signature.
    static boolean isBy(JWK key, JWSObject signed) {
        try {
            return switch (key) {
                case RSAKey rsa -> signed.verify(new RSASSAVerifier(rsa.toRSAPublicKey()));
                case ECKey ec -> signed.verify(new ECDSAVerifier(ec.toECPublicKey()));
                case OctetKeyPair pair -> edwards(pair, signed);
                default -> false;
            };
        } catch (JOSEException | GeneralSecurityException e) {
            return false;
        }
    }

    /// By the JDK: the library would want another library for it.
    private static boolean edwards(OctetKeyPair key, JWSObject signed)
            throws GeneralSecurityException {
        boolean small = key.getCurve().equals(Curve.Ed25519);
        byte[] head = small ? ED25519 : ED448;
        byte[] own = key.getDecodedX();
        byte[] encoded = new byte[head.length + own.length];
        System.arraycopy(head, 0, encoded, 0, head.length);
        System.arraycopy(own, 0, encoded, head.length, own.length);
        Signature signature = Signature.getInstance(key.getCurve().getName());
        signature.initVerify(
                KeyFactory.getInstance(key.getCurve().getName())
                        .generatePublic(new X509EncodedKeySpec(encoded)));
        signature.update(signed.getSigningInput());
        return signature.verify(signed.getSignature().decode());
    }
}
