package io.github.clockifymcp.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineWriterTest {
    private static final int EACH = 2_000;

    @Test
    void many_at_once_lose_no_line_and_mix_none() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LineWriter writer = new LineWriter(new PrintStream(bytes, false, UTF_8));
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int name = thread;
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                for (int i = 0; i < EACH; i++) {
                                    writer.write("%d %d\n".formatted(name, i).getBytes(UTF_8));
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        List<String> lines = bytes.toString(UTF_8).lines().toList();
        assertThat(lines).hasSize(8 * EACH);
        for (int thread = 0; thread < 8; thread++) {
            String begin = thread + " ";
            assertThat(lines.stream().filter(line -> line.startsWith(begin)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, EACH).mapToObj(i -> begin + i).toList());
        }
    }

    @Test
    void who_writes_what_nobody_reads_waits_instead_of_filling_the_memory() throws Exception {
        Semaphore read = new Semaphore(0);
        CountDownLatch stuck = new CountDownLatch(1);
        OutputStream pipe =
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        throw new AssertionError("a byte alone");
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        stuck.countDown();
                        read.acquireUninterruptibly();
                    }
                };
        LineWriter writer = new LineWriter(new PrintStream(pipe, false, UTF_8));
        Thread first = Thread.ofVirtual().start(() -> writer.write("1\n".getBytes(UTF_8)));
        stuck.await();
        Thread many =
                Thread.ofVirtual()
                        .start(() -> {
                            for (int i = 0; i < 100_000; i++) {
                                writer.write("2\n".getBytes(UTF_8));
                            }
                        });
        while (many.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
            assertThat(many.isAlive()).isTrue();
        }
        read.release(1_000_000);
        first.join();
        many.join();
    }
}
