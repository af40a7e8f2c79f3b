package io.github.clockifymcp.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class SealedTest {
    private static final byte[] SECRET = "a key to Clockify".getBytes(UTF_8);
    private static final Sealed.Label LABEL = new Sealed.Label("acme", "token#mina", "keys");
    private static final Sealed.Key ONE = key("one", 1);
    private static final Sealed.Key TWO = key("two", 2);

    private static byte[] bytes(int value) {
        byte[] bytes = new byte[Sealed.KEY_BYTES];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static Sealed.Key key(String id, int value) {
        return Sealed.Key.of(id, bytes(value));
    }

    @Test
    void what_was_sealed_opens_for_the_same_label() throws Exception {
        Sealed sealed = new Sealed(List.of(ONE));

        assertThat(sealed.open(LABEL, sealed.seal(LABEL, SECRET))).isEqualTo(SECRET);
        assertThat(sealed.open(LABEL, sealed.seal(LABEL, new byte[0]))).isEmpty();
    }

    @Test
    void the_same_secret_never_looks_the_same() {
        Sealed sealed = new Sealed(List.of(ONE));

        assertThat(sealed.seal(LABEL, SECRET)).isNotEqualTo(sealed.seal(LABEL, SECRET));
    }

    @Test
    void the_first_key_seals_and_all_of_them_open() throws Exception {
        byte[] before = new Sealed(List.of(ONE, TWO)).seal(LABEL, SECRET);
        byte[] after = new Sealed(List.of(TWO, ONE)).seal(LABEL, SECRET);

        assertThat(new Sealed(List.of(TWO, ONE)).open(LABEL, before)).isEqualTo(SECRET);
        assertThat(new Sealed(List.of(ONE, TWO)).open(LABEL, after)).isEqualTo(SECRET);
        assertThatThrownBy(() -> new Sealed(List.of(ONE)).open(LABEL, after))
                .isInstanceOf(SealedException.class)
                .hasMessageContaining("not in the file of keys");
    }

    @Test
    void another_key_with_the_same_id_does_not_open() {
        byte[] box = new Sealed(List.of(ONE)).seal(LABEL, SECRET);

        assertThatThrownBy(() -> new Sealed(List.of(key("one", 3))).open(LABEL, box))
                .isInstanceOf(SealedException.class);
    }

    @Test
    void for_anybody_or_anything_else_it_does_not_open() {
        Sealed sealed = new Sealed(List.of(ONE));
        byte[] box = sealed.seal(LABEL, SECRET);

        for (Sealed.Label other :
                List.of(
                        new Sealed.Label("acme2", "token#mina", "keys"),
                        new Sealed.Label("acme", "token#grace", "keys"),
                        new Sealed.Label("acme", "", "keys"),
                        new Sealed.Label("acme", "token#mina", "cookies"),
                        // The same letters, divided otherwise.
                        new Sealed.Label("acmet", "oken#mina", "keys"),
                        new Sealed.Label("acme", "token#minak", "eys"))) {
            assertThatThrownBy(() -> sealed.open(other, box))
                    .as(other.toString())
                    .isInstanceOf(SealedException.class);
        }
    }

    @Test
    void with_any_bit_turned_it_does_not_open() {
        Sealed sealed = new Sealed(List.of(ONE, TWO));
        byte[] box = sealed.seal(LABEL, SECRET);

        for (int bit = 0; bit < box.length * 8; bit++) {
            byte[] turned = box.clone();
            turned[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> sealed.open(LABEL, turned))
                    .as("bit %d", bit)
                    .isInstanceOf(SealedException.class);
        }
    }

    @Test
    void cut_off_anywhere_it_does_not_open() {
        Sealed sealed = new Sealed(List.of(ONE));
        byte[] box = sealed.seal(LABEL, SECRET);

        for (int length = 0; length < box.length; length++) {
            byte[] cut = Arrays.copyOf(box, length);
            assertThatThrownBy(() -> sealed.open(LABEL, cut))
                    .as("%d bytes", length)
                    .isInstanceOf(SealedException.class);
        }
        assertThatThrownBy(() -> sealed.open(LABEL, Arrays.copyOf(box, box.length + 1)))
                .isInstanceOf(SealedException.class);
    }

    /// The form spelled out with the cipher of the JDK alone.
    @Test
    void it_is_sealed_as_it_is_described() throws Exception {
        byte[] nonce = HexFormat.of().parseHex("000102030405060708090a0b");
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(bytes(1), "AES"),
                new GCMParameterSpec(128, nonce));
        cipher.updateAAD(
                HexFormat.of()
                        .parseHex(
                                "0103"
                                        + "6f6e65" // the form, three bytes, one
                                        + "00000004"
                                        + "61636d65" // acme
                                        + "0000000a"
                                        + "746f6b656e236d696e61" // token#mina
                                        + "00000004"
                                        + "6b657973")); // keys
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(HexFormat.of().parseHex("01036f6e65"));
        expected.writeBytes(nonce);
        expected.writeBytes(cipher.doFinal(SECRET));

        assertThat(Sealed.seal(ONE, nonce, LABEL, SECRET)).isEqualTo(expected.toByteArray());
        assertThat(new Sealed(List.of(ONE)).open(LABEL, expected.toByteArray())).isEqualTo(SECRET);
    }

    /// A vector that another program made, so that no version of ours forgets how to open it.
    @Test
    void what_was_sealed_elsewhere_opens() throws Exception {
        byte[] box =
                HexFormat.of()
                        .parseHex(
                                "01036f6e65000102030405060708090a0b"
                                        + "da86fe4359de7216de298bab4302a1c5d721d06adc995ca0c36907c71137530a0e");

        assertThat(new Sealed(List.of(ONE)).open(LABEL, box)).isEqualTo(SECRET);
        assertThat(ByteBuffer.wrap(box).get()).isEqualTo((byte) 1);
    }

    @Test
    void nothing_of_a_key_is_printed() {
        assertThat(ONE).hasToString("Key[one]");
        ClockifyKey key = ClockifyKey.of(" s3cret-of-mina\n");
        assertThat(key).hasToString("ClockifyKey[…]").isEqualTo(ClockifyKey.of("s3cret-of-mina"));
        assertThat(key.hashCode()).isEqualTo(ClockifyKey.of("another").hashCode());
        assertThat(key.reveal()).isEqualTo("s3cret-of-mina");
        assertThatThrownBy(() -> ClockifyKey.of("two words"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("words");
    }
}
