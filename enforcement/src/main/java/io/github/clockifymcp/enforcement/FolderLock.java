package io.github.clockifymcp.enforcement;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one thread of one process at a time do something in a folder that several processes share.
///
/// A file lock holds between processes only, and one process that closes any handle of a file gives
/// up all its locks on it. So there is a lock of the process beside it, and the locked file is used
/// for nothing else.
final class FolderLock {
    private static final ConcurrentHashMap<Path, ReentrantLock> IN_THIS_PROCESS =
            new ConcurrentHashMap<>();
    private static final long PATIENCE_SECONDS = 10;

    private final Path file;
    private final ReentrantLock inThisProcess;

    FolderLock(Path file) {
        this.file = file;
        this.inThisProcess =
                IN_THIS_PROCESS.computeIfAbsent(
                        file.toAbsolutePath().normalize(), key -> new ReentrantLock());
    }

    /// What is done under the lock.
    @FunctionalInterface
    interface Body<T> {
        T run() throws IOException;
    }

    /// Does it under the lock.
    ///
    /// @throws IOException when the body throws it, or somebody else keeps the lock
    <T> T holding(Body<T> body) throws IOException {
        inThisProcess.lock();
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        StateFolder.ownersOnly(file))) {
            // Closing the channel gives the lock back.
            acquire(channel);
            return body.run();
        } finally {
            inThisProcess.unlock();
        }
    }

    private void acquire(FileChannel channel) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        FileLock lock = channel.tryLock();
        while (lock == null) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("another process keeps " + file.getFileName() + " locked");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for a lock", e);
            }
            lock = channel.tryLock();
        }
    }
}
