package io.github.clockifymcp.enforcement;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The keys that seal confirmations: one that seals, and older ones that are still accepted, so
/// that a new key breaks nothing that is open. A new key goes to every process as an accepted one
/// before any process seals with it.
public final class SealKeys {
    private static final int LEAST_BYTES = 32;

    private final List<SealKey> keys;

    private SealKeys(List<SealKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /// A key that seals, and others that are accepted.
    ///
    /// @param sealing at least 32 random bytes
    /// @param accepted other keys whose seals are good
    public static SealKeys of(byte[] sealing, byte[]... accepted) {
        List<SealKey> keys = new ArrayList<>();
        keys.add(SealKey.of(sealing));
        for (byte[] key : accepted) {
            keys.add(SealKey.of(key));
        }
        return new SealKeys(keys);
    }

    SealKey sealing() {
        return keys.getFirst();
    }

    Optional<SealKey> accepted(int id) {
        return keys.stream().filter(key -> key.id() == id).findFirst();
    }

    @Override
    public String toString() {
        return "SealKeys[" + keys.size() + "]";
    }

    /// One key and the number by which seals name it.
    static final class SealKey {
        private static final String ALGORITHM = "HmacSHA256";

        private final int id;
        private final SecretKeySpec key;

        private SealKey(int id, SecretKeySpec key) {
            this.id = id;
            this.key = key;
        }

        static SealKey of(byte[] secret) {
            if (secret.length < LEAST_BYTES) {
                throw new IllegalArgumentException(
                        "a key for confirmations has at least " + LEAST_BYTES + " bytes");
            }
            // Keys of their own for the id and for sealing: one secret may serve other purposes.
            byte[] id = mac(new SecretKeySpec(secret, ALGORITHM), "clockify-mcp key id");
            byte[] key = mac(new SecretKeySpec(secret, ALGORITHM), "clockify-mcp confirmation");
            return new SealKey(ByteBuffer.wrap(id).getInt(), new SecretKeySpec(key, ALGORITHM));
        }

        int id() {
            return id;
        }

        byte[] mac(byte[] message) {
            return mac(key, message);
        }

        private static byte[] mac(SecretKeySpec key, String message) {
            return mac(key, message.getBytes(StandardCharsets.UTF_8));
        }

        private static byte[] mac(SecretKeySpec key, byte[] message) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
                return mac.doFinal(message);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has " + ALGORITHM, e);
            }
        }
    }
}
