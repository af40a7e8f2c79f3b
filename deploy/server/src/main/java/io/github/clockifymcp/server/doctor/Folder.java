package io.github.clockifymcp.server.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// The folder in which one machine keeps what must last. It is looked at and not made.
public final class Folder {
    private static final long FULL = 16L << 20;
    private static final long TIGHT = 256L << 20;
    private static final int KEY_BYTES = 32;
    private static final int MEGABYTE = 20;

    private Folder() {}

    /// Whether a server could keep its things there.
    public static void look(Path folder, Findings findings) throws IOException {
        look(folder, FULL, TIGHT, findings);
    }

    /// Whether it could, if so many bytes free were none, and so many few.
    static void look(Path folder, long full, long tight, Findings findings) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            missing(folder, full, tight, findings);
            return;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            findings.add(
                    Symptom.FOLDER_UNUSABLE,
                    "The state folder %s is a link or a file.".formatted(folder),
                    "Name the real folder in MCP_CONTROL_PLANE_DSN=file:FOLDER.");
            return;
        }
        if (isOpen(folder, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE)) {
            findings.add(
                    Symptom.FOLDER_OPEN,
                    "Others may write to the state folder %s, so the server does not start."
                            .formatted(folder),
                    "Look what is in it, then run: chmod 700 %s".formatted(folder));
            return;
        }
        if (!Files.isWritable(folder)) {
            findings.add(
                    Symptom.FOLDER_READ_ONLY,
                    "This user cannot write to the state folder %s: it belongs to another one, or is"
                                    .formatted(folder)
                            + " mounted for reading alone.",
                    "Give it to the server's user, mount it for writing, or name another one in"
                            + " MCP_CONTROL_PLANE_DSN=file:FOLDER.");
            return;
        }
        key(folder.resolve("key"), findings);
        room(folder, folder, full, tight, findings);
    }

    private static void missing(Path folder, long full, long tight, Findings findings)
            throws IOException {
        Path parent = folder.getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
            findings.add(
                    Symptom.FOLDER_UNUSABLE,
                    "The state folder %s is not there, and cannot be made in %s."
                            .formatted(folder, parent == null ? folder.getRoot() : parent),
                    "Make it for the server's user with mode 700, or name another one in"
                            + " MCP_CONTROL_PLANE_DSN=file:FOLDER.");
            return;
        }
        room(folder, parent, full, tight, findings);
    }

    private static void key(Path key, Findings findings) throws IOException {
        if (!Files.exists(key, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean open =
                isOpen(
                        key,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ,
                        PosixFilePermission.GROUP_WRITE,
                        PosixFilePermission.OTHERS_WRITE);
        if (!Files.isRegularFile(key, LinkOption.NOFOLLOW_LINKS)
                || open
                || Files.size(key) != KEY_BYTES) {
            findings.add(
                    Symptom.FOLDER_KEY,
                    "The key %s is not as the server made it: a link, readable by others, or of the"
                                    .formatted(key)
                            + " wrong length.",
                    "Remove it; a new one is made, and confirmations that are open become void.");
        }
    }

    private static void room(Path folder, Path on, long full, long tight, Findings findings)
            throws IOException {
        long free = Files.getFileStore(on).getUsableSpace();
        String left = "%d MB are free where %s is".formatted(free >> MEGABYTE, folder);
        if (free < full) {
            findings.add(
                    Symptom.FOLDER_FULL, left + ": the audit log cannot grow.", "Make room there.");
        } else if (free < tight) {
            findings.add(Symptom.FOLDER_TIGHT, left + ".", "Make room there.");
        } else {
            findings.add(
                    Symptom.FOLDER_FINE,
                    "State is kept in %s%s."
                            .formatted(
                                    folder,
                                    folder.equals(on) ? "" : ", which the server will make"));
        }
    }

    private static boolean isOpen(Path file, PosixFilePermission... to) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS).stream()
                        .anyMatch(Set.of(to)::contains);
    }

    /// Whether others may read a file that only its owner should.
    static boolean othersRead(Path file) {
        try {
            return isOpen(file, PosixFilePermission.OTHERS_READ);
        } catch (IOException e) {
            return false;
        }
    }
}
