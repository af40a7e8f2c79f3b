package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lock while another process has it.
final class FolderLockTest {
    @TempDir private Path folder;
    private Process other;
    private FolderLock lock;

    /// Keeps the lock until it is told to give it back, and leaves a file behind before it does.
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] args) throws IOException {
            Path file = Path.of(args[0]);
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                System.out.println(channel.lock().isValid() ? "kept" : "lost");
                var ignored = System.in.read();
                Files.createFile(file.resolveSibling("done"));
            }
        }
    }

    @BeforeEach
    void locked_by_another() throws IOException {
        Path file = folder.resolve("lock");
        other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                OtherProcess.class.getName(),
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        assertThat(other.inputReader().readLine()).isEqualTo("kept");
        lock = new FolderLock(file);
    }

    @AfterEach
    void end() throws InterruptedException {
        other.destroy();
        var ignored = other.waitFor();
    }

    /// Starts to wait for the lock, and returns when it does.
    private Thread waiting(CompletableFuture<Boolean> done) throws InterruptedException {
        Thread waiting =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                done.complete(
                                        lock.holding(() -> Files.exists(folder.resolve("done"))));
                            } catch (IOException | RuntimeException e) {
                                done.completeExceptionally(e);
                            }
                        });
        while (waiting.isAlive() && waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        return waiting;
    }

    @Test
    void whoever_comes_second_waits_until_the_first_is_done() throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Thread waiting = waiting(done);

        Objects.requireNonNull(other.outputWriter()).append("go\n").flush();

        assertThat(done.get()).isTrue();
        waiting.join();
    }

    @Test
    void an_interrupt_ends_the_waiting() throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted =
                done.handle((value, failure) -> {
                    assertThat(failure).hasMessage("interrupted while waiting for a lock");
                    return Thread.currentThread().isInterrupted();
                });
        Thread waiting = waiting(done);

        waiting.interrupt();

        assertThat(interrupted.get()).isTrue();
        waiting.join();
    }
}
