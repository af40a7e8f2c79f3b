package io.github.clockifymcp.enforcement;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;

/// The folder in which one person's servers keep what must outlive them: the key, the audit log,
/// the journal, and which confirmations were used. Several processes share it; only its owner may
/// enter it.
public final class StateFolder {
    private static final Set<PosixFilePermission> PRIVATE_FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> PRIVATE_FILE =
            PosixFilePermissions.fromString("rw-------");
    private static final int KEY_BYTES = 32;

    private final Path folder;

    private StateFolder(Path folder) {
        this.folder = folder;
    }

    /// Opens the folder, and makes it if need be.
    ///
    /// @throws StateException when it is a link, somebody else may write to it, or it cannot be
    ///   made
    public static StateFolder open(Path folder) {
        try {
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                make(folder);
            }
            check(folder);
            return new StateFolder(folder);
        } catch (IOException e) {
            throw new StateException(
                    "The state folder %s cannot be used: %s.".formatted(folder, reason(e)), e);
        }
    }

    private static void make(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        // Not createDirectory: another process may make it at the same moment.
        Files.createDirectories(folder, posix(folder) ? attributes(PRIVATE_FOLDER) : attributes());
    }

    private static void check(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder) || !Files.isDirectory(folder)) {
            throw new StateException(
                    "The state folder %s is not a folder but a link or a file. Name the real folder."
                            .formatted(folder));
        }
        if (!posix(folder)) {
            return;
        }
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(folder);
        if (given.contains(PosixFilePermission.GROUP_WRITE)
                || given.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new StateException(
                    "Others may write to the state folder %s. Look what is in it, then run: chmod 700 %s"
                            .formatted(folder, folder));
        }
        if (!PRIVATE_FOLDER.containsAll(given)) {
            Files.setPosixFilePermissions(folder, PRIVATE_FOLDER);
        }
    }

    /// A file in the folder.
    public Path file(String name) {
        return folder.resolve(name);
    }

    /// The audit log of all processes that share the folder.
    public AuditLines audit() {
        return new AuditLines(file("audit.jsonl"));
    }

    /// The journal of all processes that share the folder.
    public Journal journal(Clock clock) {
        return new JournalInFolder(file("journal.jsonl"), clock);
    }

    /// Which confirmations were used, in all processes that share the folder.
    ///
    /// @throws StateException when its place cannot be made
    public Redeemed redeemed(Clock clock) {
        return new RedeemedInFolder(open(file("redeemed")).folder, clock);
    }

    /// The folder's own key, 32 random bytes. The first process makes it, all others read it.
    ///
    /// @throws StateException when it cannot be made, or is not as it was made
    public byte[] key() {
        Path file = file("key");
        try {
            // Written aside and then moved, so that nobody ever reads half a key.
            return new FolderLock(file("key.lock"))
                    .holding(() -> {
                        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                            write(file);
                        }
                        return read(file);
                    });
        } catch (IOException e) {
            throw new StateException(
                    "The key %s cannot be read or made: %s.".formatted(file, reason(e)), e);
        }
    }

    /// Why, as far as the system says. Some of its exceptions have nothing but a path to say.
    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "access is denied";
            case FileAlreadyExistsException _ -> "a part of its path is no folder";
            case NoSuchFileException _ -> "a part of its path is not there";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> failure.getClass().getSimpleName();
        };
    }

    private void write(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path aside = file("key.new");
        Files.deleteIfExists(aside);
        try (var channel =
                Files.newByteChannel(
                        aside,
                        Set.of(
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.SYNC),
                        ownersOnly(aside))) {
            channel.write(ByteBuffer.wrap(key));
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] read(Path file) throws IOException {
        boolean plain = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (!plain || (posix(file) && !PRIVATE_FILE.containsAll(permissions(file)))) {
            throw new StateException(
                    "The key %s is a link, or others may read it. Remove it; a new one is made, and confirmations that are open become void."
                            .formatted(file));
        }
        // Not Files.readAllBytes: an interrupt would close its channel.
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            byte[] key = in.readNBytes(KEY_BYTES + 1);
            if (key.length != KEY_BYTES) {
                throw new StateException(
                        "The key %s has not %d bytes. Remove it; a new one is made."
                                .formatted(file, KEY_BYTES));
            }
            return key;
        }
    }

    private static Set<PosixFilePermission> permissions(Path file) throws IOException {
        return Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    }

    /// What a new file is made with, so that it is never anybody else's, not even for a moment.
    static FileAttribute<?>[] ownersOnly(Path file) {
        return posix(file) ? attributes(PRIVATE_FILE) : attributes();
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    private static FileAttribute<?>[] attributes() {
        return new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
