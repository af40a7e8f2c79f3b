package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFolderTest {
    @TempDir private Path parent;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void run(int threads, Runnable body) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        Runnable together =
                () -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    body.run();
                };
        var all =
                IntStream.range(0, threads)
                        .mapToObj(n -> Thread.ofPlatform().start(together))
                        .toList();
        start.countDown();
        for (Thread thread : all) {
            thread.join();
        }
    }

    @Test
    void the_folder_is_made_with_its_parents_and_is_its_owners_alone() throws IOException {
        Path folder = parent.resolve("a/b/clockify-mcp");

        var ignored = StateFolder.open(folder);

        assertThat(permissions(folder)).isEqualTo("rwx------");
    }

    @Test
    void a_folder_that_others_may_read_is_closed_to_them() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("state"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        var ignored = StateFolder.open(folder);

        assertThat(permissions(folder)).isEqualTo("rwx------");
    }

    @Test
    void a_folder_that_others_may_write_to_is_refused() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("state"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> StateFolder.open(folder))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("chmod 700");
    }

    @Test
    void a_link_and_a_file_are_refused() throws IOException {
        Path real = Files.createDirectory(parent.resolve("real"));
        Path link = Files.createSymbolicLink(parent.resolve("link"), real);
        Path dangling = Files.createSymbolicLink(parent.resolve("dangling"), parent.resolve("no"));
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> StateFolder.open(link)).isInstanceOf(StateException.class);
        assertThatThrownBy(() -> StateFolder.open(dangling)).isInstanceOf(StateException.class);
        assertThatThrownBy(() -> StateFolder.open(file)).isInstanceOf(StateException.class);
    }

    @Test
    void a_folder_that_cannot_be_made_is_refused_with_the_reason() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> StateFolder.open(file.resolve("state")))
                .isInstanceOf(StateException.class)
                .hasMessageEndingWith("cannot be used: a part of its path is no folder.");
    }

    @Test
    void the_key_is_made_once_and_is_its_owners_alone() throws IOException {
        StateFolder folder = StateFolder.open(parent.resolve("state"));

        byte[] first = folder.key();
        byte[] second = StateFolder.open(parent.resolve("state")).key();

        assertThat(first).hasSize(32).isEqualTo(second);
        assertThat(permissions(folder.file("key"))).isEqualTo("rw-------");
        assertThat(StateFolder.open(parent.resolve("another")).key()).isNotEqualTo(first);
    }

    @Test
    void all_who_start_at_once_get_one_key() throws InterruptedException {
        Queue<String> keys = new ConcurrentLinkedQueue<>();

        run(
                8,
                () ->
                        keys.add(
                                HexFormat.of()
                                        .formatHex(
                                                StateFolder.open(parent.resolve("state")).key())));

        assertThat(keys).hasSize(8);
        assertThat(keys.stream().distinct()).hasSize(1);
    }

    @Test
    void a_key_that_others_may_read_or_that_is_cut_is_refused() throws IOException {
        StateFolder folder = StateFolder.open(parent.resolve("state"));
        byte[] key = folder.key();

        Files.setPosixFilePermissions(
                folder.file("key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(folder::key).isInstanceOf(StateException.class);
        Files.setPosixFilePermissions(
                folder.file("key"), PosixFilePermissions.fromString("rw-------"));
        Files.write(folder.file("key"), new byte[] {1, 2, 3});
        assertThatThrownBy(folder::key)
                .isInstanceOf(StateException.class)
                .hasMessageContaining("32 bytes");
        Files.write(folder.file("key"), key);
        assertThat(folder.key()).isEqualTo(key);
    }

    @Test
    void of_all_who_use_a_confirmation_one_is_first() throws InterruptedException {
        Queue<Boolean> first = new ConcurrentLinkedQueue<>();
        Instant expires = Instant.now().plusSeconds(60);

        run(
                8,
                () ->
                        first.add(
                                StateFolder.open(parent.resolve("state"))
                                        .redeemed(Clock.systemUTC())
                                        .redeem("t", "n1", expires)));

        assertThat(first).hasSize(8).containsOnlyOnce(true);
    }

    @Test
    void used_confirmations_are_remembered_until_they_have_long_expired() throws IOException {
        TestClock clock = new TestClock();
        StateFolder folder = StateFolder.open(parent.resolve("state"));
        Redeemed redeemed = folder.redeemed(clock);
        Instant expires = clock.instant().plusSeconds(300);
        assertThat(redeemed.redeem("t", "n1", expires)).isTrue();

        clock.passes(Duration.ofMinutes(10));
        assertThat(folder.redeemed(clock).redeem("t", "n1", expires)).isFalse();
        clock.passes(Duration.ofHours(2));
        assertThat(redeemed.redeem("t", "n2", clock.instant().plusSeconds(300))).isTrue();

        try (var files = Files.list(folder.file("redeemed"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void what_a_confirmation_is_called_cannot_name_another_place() throws IOException {
        StateFolder folder = StateFolder.open(parent.resolve("state"));

        assertThat(folder.redeemed(new TestClock()).redeem("t", "../../x", Instant.EPOCH)).isTrue();

        try (var files = Files.walk(folder.file("redeemed"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void a_full_memory_takes_every_confirmation_for_used() {
        TestClock clock = new TestClock();
        Redeemed redeemed = new RedeemedInMemory(clock, 2);
        Instant soon = clock.instant().plusSeconds(300);

        assertThat(redeemed.redeem("t", "n1", soon)).isTrue();
        assertThat(redeemed.redeem("t", "n1", soon)).isFalse();
        assertThat(redeemed.redeem("t", "n2", soon)).isTrue();
        assertThat(redeemed.redeem("t", "n3", soon)).isFalse();
        clock.passes(Duration.ofMinutes(6));
        assertThat(redeemed.redeem("t", "n4", clock.instant().plusSeconds(300))).isTrue();
    }

    @Test
    void the_system_says_why_a_folder_cannot_be_made() {
        assertThatThrownBy(() -> StateFolder.open(parent.resolve("x".repeat(300))))
                .isInstanceOf(StateException.class)
                .hasMessageEndingWith("cannot be used: File name too long.");
    }

    @Test
    void what_is_kept_has_its_place_in_the_folder() throws IOException {
        StateFolder folder = StateFolder.open(parent.resolve("state"));
        try (AuditLines audit = folder.audit()) {
            audit.intent(AuditLinesTest.row("call-1", null));
        }

        assertThat(folder.file("audit.jsonl")).isNotEmptyFile();
    }

    @Test
    void a_strange_file_among_the_used_confirmations_stays() throws IOException {
        TestClock clock = new TestClock();
        StateFolder folder = StateFolder.open(parent.resolve("state"));
        Redeemed redeemed = folder.redeemed(clock);
        Path strange = Files.createFile(folder.file("redeemed").resolve("readme"));

        assertThat(redeemed.redeem("t", "n1", clock.instant().plusSeconds(300))).isTrue();

        assertThat(strange).exists();
    }
}
