package io.github.clockifymcp.enforcement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Remembers in a folder that several processes share: one empty file for each confirmation that
/// was used, named by when it may be forgotten and by the digest of its tenant and nonce. Making a
/// file that is not there yet succeeds once, whoever tries.
final class RedeemedInFolder implements Redeemed {
    private static final Duration BETWEEN_PURGES = Duration.ofMinutes(1);
    // Clocks are set; a file that is kept too long does no harm.
    private static final Duration LONGER = Duration.ofHours(1);

    private final Path folder;
    private final Clock clock;
    private Instant nextPurge = Instant.MIN;

    RedeemedInFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public synchronized boolean redeem(String tenant, String nonce, Instant expires) {
        String digest =
                CanonicalJson.sha256((tenant + '\n' + nonce).getBytes(StandardCharsets.UTF_8));
        Path file = folder.resolve(expires.getEpochSecond() + "." + digest);
        try {
            purge();
            Files.createFile(file, StateFolder.ownersOnly(file));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("a used confirmation cannot be remembered", e);
        }
    }

    private void purge() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(nextPurge)) {
            return;
        }
        nextPurge = now.plus(BETWEEN_PURGES);
        long oldest = now.minus(LONGER).getEpochSecond();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (expires(file) < oldest) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static long expires(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return Long.parseLong(name, 0, Math.max(0, name.indexOf('.')), 10);
        } catch (NumberFormatException e) {
            // Not ours; it stays.
            return Long.MAX_VALUE;
        }
    }
}
