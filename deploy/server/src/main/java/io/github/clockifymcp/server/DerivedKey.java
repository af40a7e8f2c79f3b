package io.github.clockifymcp.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keys for one purpose each, made of one secret: who has one of them knows nothing of the others.
final class DerivedKey {
    private static final String ALGORITHM = "HmacSHA256";

    private DerivedKey() {}

    /// 32 bytes, the same ones each time.
    static byte[] of(byte[] secret, String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
