package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.StateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The keys that all replicas of a service have and their database lacks: a key a line, its id and
/// 32 random bytes as base64. The first seals, all are accepted. So a new key is appended first,
/// and becomes the first when every replica has it.
final class KeyFile {
    static final int KEY_BYTES = 32;

    private static final int ID_BYTES = 4;
    private static final int LONGEST_FILE = 64 * 1024;
    private static final Pattern LINE =
            Pattern.compile("([A-Za-z0-9_-]{1,32}) +([A-Za-z0-9+/]{43}=)");

    private KeyFile() {}

    /// A key. Its id says which one it is, and is no secret.
    static final class Key {
        private final String id;
        private final byte[] secret;

        private Key(String id, byte[] secret) {
            this.id = id;
            this.secret = secret;
        }

        String id() {
            return id;
        }

        byte[] secret() {
            return secret.clone();
        }

        /// A key for one purpose, made of it.
        byte[] derived(String purpose) {
            return DerivedKey.of(secret, purpose);
        }

        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    /// Reads them, the sealing one first.
    ///
    /// @throws StateException when the file cannot be read, others may write to it, or a line is no
    ///   key; with what to do, and nothing of what is in it
    static List<Key> read(Path file) {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file)
                            .contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new StateException(
                        "Everybody may write to the file of keys %s. Look who did, and run: chmod o-w %s"
                                .formatted(file, file));
            }
            text = new String(in.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new StateException(
                    "The file of keys %s is not there. Make it with: clockify-mcp key new --file %s"
                            .formatted(file, file),
                    e);
        } catch (IOException e) {
            throw new StateException(
                    "The file of keys %s cannot be read: %s.".formatted(file, AuditPlace.reason(e)),
                    e);
        }
        return keys(file, text);
    }

    private static List<Key> keys(Path file, String text) {
        List<Key> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new StateException(
                        "Line %d of the file of keys %s is no key. A key is one line that clockify-mcp key new has printed."
                                .formatted(number, file));
            }
            if (!ids.add(parts.group(1))) {
                throw new StateException(
                        "The file of keys %s has two keys with the id %s. Remove one."
                                .formatted(file, parts.group(1)));
            }
            keys.add(new Key(parts.group(1), Base64.getDecoder().decode(parts.group(2))));
        }
        if (keys.isEmpty()) {
            throw new StateException(
                    "The file of keys %s has none. Add one with: clockify-mcp key new --file %s"
                            .formatted(file, file));
        }
        return keys;
    }

    /// A new key, as a line without its end.
    static String line(SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        return HexFormat.of().formatHex(id) + " " + Base64.getEncoder().encodeToString(secret);
    }

    /// Puts a new key at the end of a file, which is made for its owner alone when it is not there.
    ///
    /// @return the id of the key
    /// @throws StateException when what is there is no file of keys
    static String append(Path file, SecureRandom random) throws IOException {
        String line = line(random);
        if (Files.exists(file)) {
            read(file);
            Files.writeString(
                    file,
                    (endsWithNewline(file) ? "" : "\n") + line + "\n",
                    StandardOpenOption.APPEND);
        } else {
            create(file, line + "\n");
        }
        return line.substring(0, line.indexOf(' '));
    }

    private static boolean endsWithNewline(Path file) throws IOException {
        return Files.readString(file).endsWith("\n");
    }

    private static void create(Path file, String content) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel =
                Files.newByteChannel(
                        file,
                        options,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            channel.write(StandardCharsets.UTF_8.encode(content));
        } catch (FileAlreadyExistsException e) {
            throw new IOException("somebody else has just made " + file, e);
        }
    }
}
