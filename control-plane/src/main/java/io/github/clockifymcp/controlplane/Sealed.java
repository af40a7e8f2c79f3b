package io.github.clockifymcp.controlplane;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Secrets as they lie in the database: AES-256-GCM with a key that the database does not have,
/// bound to whose secret it is and what for. A row that is put in another's place does not open
/// there.
///
/// A sealed secret is a byte with the version of this form, a byte with the length of the key's id,
/// that id, 12 random bytes, and what the cipher makes of the secret. Everything before the random
/// bytes is authenticated as well, and so are tenant, owner and purpose, each after its length in
/// four bytes. Random nonces are good for some 2³² secrets under one key.
public final class Sealed {
    /// How many bytes a key has.
    public static final int KEY_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LEAST = 2 + 1 + NONCE_BYTES + TAG_BITS / Byte.SIZE;
    private static final String ALGORITHM = "AES";
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final List<Key> keys;
    private final SecureRandom random = new SecureRandom();

    /// A key for this one purpose. Its id says which one it is, and is no secret.
    public static final class Key {
        private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

        private final String id;
        private final SecretKeySpec secret;

        private Key(String id, SecretKeySpec secret) {
            this.id = id;
            this.secret = secret;
        }

        /// A key.
        ///
        /// @param secret [#KEY_BYTES] bytes
        public static Key of(String id, byte[] secret) {
            if (!ID.matcher(id).matches() || secret.length != KEY_BYTES) {
                throw new IllegalArgumentException("a key is an id and 32 bytes");
            }
            return new Key(id, new SecretKeySpec(secret, ALGORITHM));
        }

        public String id() {
            return id;
        }

        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    /// Whose secret it is, and what for.
    ///
    /// @param owner within the tenant; empty for the tenant itself
    public record Label(String tenant, String owner, String purpose) {}

    /// With these keys.
    ///
    /// @param keys the first seals, all open
    public Sealed(List<Key> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("without a key nothing is sealed");
        }
        this.keys = List.copyOf(keys);
    }

    /// The id of the key that seals.
    public String keyId() {
        return keys.getFirst().id();
    }

    /// Seals a secret.
    public byte[] seal(Label label, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return seal(keys.getFirst(), nonce, label, secret);
    }

    static byte[] seal(Key key, byte[] nonce, Label label, byte[] secret) {
        byte[] head = head(key.id());
        try {
            byte[] box = cipher(Cipher.ENCRYPT_MODE, key, nonce, head, label).doFinal(secret);
            return ByteBuffer.allocate(head.length + nonce.length + box.length)
                    .put(head)
                    .put(nonce)
                    .put(box)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CIPHER, e);
        }
    }

    /// Opens what [#seal] has made for the same label.
    ///
    /// @throws SealedException when it was made for another one, or with a key that is not here, or
    ///   was altered
    public byte[] open(Label label, byte[] sealed) throws SealedException {
        if (sealed.length < LEAST || sealed[0] != VERSION) {
            throw new SealedException("it is not in a form that this version knows");
        }
        int idLength = Byte.toUnsignedInt(sealed[1]);
        if (sealed.length < LEAST - 1 + idLength) {
            throw new SealedException("it is not whole");
        }
        ByteBuffer bytes = ByteBuffer.wrap(sealed);
        byte[] head = new byte[2 + idLength];
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(head).get(nonce);
        byte[] box = new byte[bytes.remaining()];
        bytes.get(box);
        Key key = key(new String(head, 2, idLength, US_ASCII));
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, head, label).doFinal(box);
        } catch (AEADBadTagException e) {
            throw new SealedException("it was altered, or sealed for something else");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + CIPHER, e);
        }
    }

    private Key key(String id) throws SealedException {
        @Nullable Key found =
                keys.stream().filter(key -> key.id().equals(id)).findFirst().orElse(null);
        if (found == null) {
            throw new SealedException("it was sealed with a key that is not in the file of keys");
        }
        return found;
    }

    private static byte[] head(String keyId) {
        byte[] id = keyId.getBytes(US_ASCII);
        return ByteBuffer.allocate(2 + id.length)
                .put(VERSION)
                .put((byte) id.length)
                .put(id)
                .array();
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, byte[] head, Label label)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        for (String part : List.of(label.tenant(), label.owner(), label.purpose())) {
            byte[] bytes = part.getBytes(UTF_8);
            cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            cipher.updateAAD(bytes);
        }
        return cipher;
    }
}
