package io.github.clockifymcp.controlplane;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The keys of the audit log's chain, which the database does not have: one for new rows, and those
/// that older rows were made with.
final class ChainKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    ChainKey(List<byte[]> keys) {
        if (keys.isEmpty()
                || keys.stream().anyMatch(key -> key.length < AuditInPostgres.KEY_BYTES)) {
            throw new IllegalArgumentException("a key of the audit log is missing or too short");
        }
        this.keys = keys.stream().map(key -> new SecretKeySpec(key, ALGORITHM)).toList();
    }

    byte[] mac(byte[] bytes) {
        return mac(keys.getFirst(), bytes);
    }

    private static byte[] mac(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// Whether these bytes were chained with one of these keys.
    boolean made(byte[] mac, byte[] bytes) {
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(mac(key, bytes), mac));
    }
}
