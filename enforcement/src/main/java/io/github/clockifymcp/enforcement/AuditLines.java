package io.github.clockifymcp.enforcement;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The audit log as lines of JSON in a file, chained by digest, which several processes share.
///
/// One thread of its own writes, since an interrupt of a call's thread would close the file under
/// it, and since rows that come together are then written and forced together. An intent is on the
/// disk when [#intent] returns. An outcome with effects has been handed to the operating system, so
/// that it survives the death of the process. Other outcomes are written soon: the writer waits a
/// moment for more of them, since to open, lock and close the file costs more than to write a row.
///
/// A row that reaches the disk late, after its caller gave up waiting, is not an untruth: an intent
/// says what was about to be done.
public final class AuditLines implements Audit, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLines.class);
    private static final int TOGETHER = 500;
    private static final int MOST_WAITING = 5_000;
    private static final long MOMENT_MILLIS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final AuditFile file;
    private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();

    /// Has a permit when somebody waits for what is in the queue.
    private final Semaphore hurry = new Semaphore(0);

    private @Nullable Thread writer;
    private boolean closed;

    /// A log in this file, which is made when the first row is written.
    public AuditLines(Path path) {
        this.file = new AuditFile(path);
    }

    /// @param row null asks the writer to end
    private record Entry(@Nullable AuditRow row, boolean forced, CompletableFuture<Void> written) {}

    @Override
    public void intent(AuditRow row) throws IOException {
        await(queue(row, true));
    }

    @Override
    public void outcome(AuditRow row) throws IOException {
        CompletableFuture<Void> written = queue(row, false);
        AuditRow.Planned change = row.change();
        boolean sent = change != null && !change.effects().isEmpty();
        // Whoever comes when many rows wait, waits too, so that the queue does not grow for ever.
        if (sent || queue.size() > MOST_WAITING) {
            await(written);
        }
    }

    /// Writes what is waiting, and then no more.
    @Override
    public void close() {
        Thread writing;
        synchronized (this) {
            closed = true;
            writing = writer;
            if (writing != null) {
                queue.add(new Entry(null, false, new CompletableFuture<>()));
                hurry.release();
            }
        }
        try {
            if (writing != null && !writing.join(PATIENCE)) {
                LOG.error("The audit log was not written to its end; rows={}", queue.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads a log and checks its chain.
    ///
    /// @throws IOException when it cannot be read
    public static AuditCheck verify(Path path) throws IOException {
        return AuditCheck.of(path, null);
    }

    /// Reads a log and checks its chain, and that it still has the line with a digest that was
    /// noted earlier.
    ///
    /// @param noted the `head` of an earlier check
    /// @throws IOException when it cannot be read
    public static AuditCheck verify(Path path, String noted) throws IOException {
        return AuditCheck.of(path, noted);
    }

    private synchronized CompletableFuture<Void> queue(AuditRow row, boolean forced)
            throws IOException {
        if (closed) {
            throw new IOException("the audit log is closed");
        }
        if (writer == null) {
            // A virtual thread: it costs next to nothing while there is nothing to write.
            writer = Thread.ofVirtual().name("audit").start(this::write);
        }
        Entry entry = new Entry(row, forced, new CompletableFuture<>());
        queue.add(entry);
        return entry.written();
    }

    private void await(CompletableFuture<Void> written) throws IOException {
        hurry.release();
        try {
            // Joining is not interrupted.
            written.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw new IOException("a row was not written", e.getCause());
        }
    }

    private void write() {
        List<Entry> batch = new ArrayList<>();
        boolean going = true;
        while (going) {
            batch.clear();
            try {
                batch.add(queue.take());
                hurry.tryAcquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // Nobody has this thread but us, and we do not interrupt it.
                LOG.error("The audit log's writer was interrupted");
            }
            // Before the queue is emptied: whoever hurries after this may have come too late for
            // it.
            hurry.drainPermits();
            queue.drainTo(batch, TOGETHER);
            going = batch.stream().allMatch(entry -> entry.row() != null);
            write(batch);
        }
    }

    private void write(List<Entry> batch) {
        List<AuditRow> rows = new ArrayList<>();
        boolean forced = false;
        for (Entry entry : batch) {
            AuditRow row = entry.row();
            if (row != null) {
                rows.add(row);
                forced |= entry.forced();
            }
        }
        try {
            file.add(rows, forced);
            batch.forEach(entry -> entry.written().complete(null));
        } catch (IOException | RuntimeException e) {
            LOG.error("Rows are missing in the audit log; rows={}", rows.size(), e);
            batch.forEach(entry -> entry.written().completeExceptionally(e));
        }
    }
}
