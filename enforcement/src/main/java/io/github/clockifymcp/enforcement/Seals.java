package io.github.clockifymcp.enforcement;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Seals a change that was shown, so that what is agreed to is what was shown.
///
/// A seal is base64url of
///
///     version 1 · face 1 · key id 4 · nonce 16 · planned 12 · expires 8 · arguments 32
///     · change 32 · length of the call's id 2 · the call's id · HMAC-SHA256 32
///
/// with the lengths in bytes. The HMAC also covers the [Seal.Bearer], each text of it with its
/// length before it: a seal in other hands, for another tool or in another workspace does not
/// open. Nothing in a seal is secret; all of it is authentic.
final class Seals {
    private static final int VERSION = 1;
    private static final int NONCE = 16;
    private static final int DIGEST = 32;
    private static final int MAC = 32;
    private static final int LONGEST_CALL = 256;
    private static final int LONGEST_TOKEN = 1_024;
    // As far as the clocks of replicas may be apart.
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final HexFormat HEX = HexFormat.of();

    private final Supplier<SealKeys> source;
    private final Duration validity;
    private final Clock clock;
    private @Nullable SealKeys keys;

    /// @param source asked for the keys when they are first needed
    Seals(Supplier<SealKeys> source, Duration validity, Clock clock) {
        this.source = source;
        this.validity = validity;
        this.clock = clock;
    }

    /// A seal and its text.
    record Sealed(Seal seal, String text) {}

    /// What opening a text came to.
    sealed interface Opened {
        record Good(Seal seal) implements Opened {}

        /// Ours, and too old, or from a time that has not come yet.
        record Expired() implements Opened {}

        /// Not ours, altered, or made for somebody or something else.
        record Foreign() implements Opened {}
    }

    /// Seals a change that is about to be shown.
    ///
    /// @param call the id of the call
    /// @param planned the instant the change was planned at
    /// @param arguments digest of the arguments
    /// @param change digest of the change
    Sealed seal(
            Seal.Face face,
            Seal.Bearer bearer,
            String call,
            Instant planned,
            String arguments,
            String change) {
        byte[] nonce = new byte[NONCE];
        Randomness.SOURCE.nextBytes(nonce);
        // Whole seconds, as they travel.
        Instant expires = Instant.ofEpochSecond(clock.instant().plus(validity).getEpochSecond());
        Seal seal = new Seal(face, HEX.formatHex(nonce), call, planned, expires, arguments, change);
        SealKeys.SealKey key = keys().sealing();
        byte[] body = write(seal, key.id());
        byte[] mac = key.mac(message(bearer, body));
        byte[] whole = Arrays.copyOf(body, body.length + MAC);
        System.arraycopy(mac, 0, whole, body.length, MAC);
        return new Sealed(seal, Base64.getUrlEncoder().withoutPadding().encodeToString(whole));
    }

    /// Opens a text that should be a seal of ours.
    Opened open(String text, Seal.Bearer bearer) {
        Optional<byte[]> decoded = decode(text);
        if (decoded.isEmpty()) {
            return new Opened.Foreign();
        }
        byte[] whole = decoded.get();
        byte[] body = Arrays.copyOf(whole, whole.length - MAC);
        byte[] mac = Arrays.copyOfRange(whole, body.length, whole.length);
        boolean authentic =
                keys().accepted(keyId(body))
                        .map(key -> MessageDigest.isEqual(mac, key.mac(message(bearer, body))))
                        .orElse(false);
        if (!authentic) {
            return new Opened.Foreign();
        }
        Seal seal = read(body);
        return inForce(seal) ? new Opened.Good(seal) : new Opened.Expired();
    }

    /// Not yet expired, and not from later than now either: a clock that is set back would
    /// otherwise keep a seal good for as long as it was set back.
    private boolean inForce(Seal seal) {
        Instant now = clock.instant();
        Instant latest = now.plus(validity).plus(SKEW);
        return now.isBefore(seal.expires()) && !seal.expires().isAfter(latest);
    }

    private synchronized SealKeys keys() {
        SealKeys known = keys;
        if (known == null) {
            known = source.get();
            keys = known;
        }
        return known;
    }

    private static Optional<byte[]> decode(String text) {
        if (text.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            byte[] whole = Base64.getUrlDecoder().decode(text);
            // The decoder overlooks spare bits at the end; one seal has one text.
            String again = Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
            boolean ours = whole.length > MAC + 6 && whole[0] == VERSION && again.equals(text);
            return ours ? Optional.of(whole) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] write(Seal seal, int key) {
        byte[] call = seal.call().getBytes(StandardCharsets.UTF_8);
        if (call.length > LONGEST_CALL) {
            throw new IllegalArgumentException("a call's id is too long to be sealed");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(seal.face().code());
            out.writeInt(key);
            out.write(HEX.parseHex(seal.nonce()));
            Instant planned = seal.planned();
            out.writeLong(planned.getEpochSecond());
            out.writeInt(planned.getNano());
            out.writeLong(seal.expires().getEpochSecond());
            out.write(HEX.parseHex(seal.arguments()));
            out.write(HEX.parseHex(seal.change()));
            out.writeShort(call.length);
            out.write(call);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static int keyId(byte[] body) {
        return ByteBuffer.wrap(body).getInt(2);
    }

    /// Reads what the HMAC has shown to be written by [#write].
    private static Seal read(byte[] body) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            in.readByte();
            Seal.Face face = Seal.Face.of(in.readByte());
            in.readInt();
            String nonce = HEX.formatHex(in.readNBytes(NONCE));
            Instant planned = Instant.ofEpochSecond(in.readLong(), in.readInt());
            Instant expires = Instant.ofEpochSecond(in.readLong());
            String arguments = HEX.formatHex(in.readNBytes(DIGEST));
            String change = HEX.formatHex(in.readNBytes(DIGEST));
            String call = new String(in.readNBytes(in.readShort()), StandardCharsets.UTF_8);
            return new Seal(face, nonce, call, planned, expires, arguments, change);
        } catch (IOException | DateTimeException e) {
            throw new IllegalStateException("an authentic seal cannot be read", e);
        }
    }

    private static byte[] message(Seal.Bearer bearer, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            framed(out, bearer.tool().getBytes(StandardCharsets.UTF_8));
            framed(out, bearer.tenant().getBytes(StandardCharsets.UTF_8));
            framed(out, bearer.principal().getBytes(StandardCharsets.UTF_8));
            framed(out, bearer.workspace().getBytes(StandardCharsets.UTF_8));
            framed(out, body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void framed(DataOutputStream out, byte[] part) throws IOException {
        out.writeInt(part.length);
        out.write(part);
    }

    /// Made when the first change is sealed: it costs time that a start has not.
    private static final class Randomness {
        static final SecureRandom SOURCE = new SecureRandom();
    }
}
