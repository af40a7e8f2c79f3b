package io.github.clockifymcp.enforcement;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// A journal as lines of JSON in a file that several processes share and only its owner may read:
/// unlike the audit log it has records in clear.
///
/// Only what has a newline at its end is a line. A process that is killed while writing leaves a
/// piece of one behind; the next that writes ends it with a newline, and whoever reads passes over
/// it. When the file has grown to twice what is kept, what is kept is written aside and moved into
/// its place, so that nobody ever finds half of it.
final class JournalInFolder implements Journal {
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final long ROOM = 512L * 1024;
    private static final long PATIENCE_SECONDS = 15;

    private final Path path;
    private final Clock clock;
    private final FolderLock lock;
    private long compact;

    JournalInFolder(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
        this.lock = new FolderLock(path.resolveSibling(path.getFileName() + ".lock"));
        this.compact = ROOM;
    }

    @Override
    public void put(JournalEntry entry) throws IOException {
        byte[] line = JournalLine.of(entry);
        if (line.length > JournalLine.LONGEST) {
            throw new IOException("the change is too large for the journal");
        }
        // On a thread of its own: an interrupt of the call's thread would close the file under it.
        CompletableFuture<Void> written = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("journal")
                .start(() -> {
                    try {
                        var ignored = lock.holding(() -> append(line));
                        written.complete(null);
                    } catch (IOException | RuntimeException | Error e) {
                        written.completeExceptionally(e);
                    }
                });
        try {
            // Joining is not interrupted.
            written.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IOException("an entry was not written", e.getCause());
        }
    }

    @Override
    public List<JournalEntry> of(Owner owner) throws IOException {
        Map<JournalBounds.Key, JournalEntry> all = lock.holding(this::read);
        return new ArrayList<>(JournalBounds.kept(all, JournalEntry::at, clock.instant()).values())
                .reversed().stream().filter(entry -> entry.owner().equals(owner)).toList();
    }

    /// How long the file was then.
    private long append(byte[] line) throws IOException {
        long size;
        try (FileChannel file = open(path, StandardOpenOption.READ, StandardOpenOption.CREATE)) {
            size = file.size();
            ByteArrayOutputStream out = new ByteArrayOutputStream(line.length + 2);
            if (size > 0 && !endsLine(file, size)) {
                out.write('\n');
            }
            out.writeBytes(line);
            out.write('\n');
            size = write(file, out.toByteArray(), size);
        }
        if (size > compact) {
            compact();
        }
        return size;
    }

    private static boolean endsLine(FileChannel file, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return file.read(last, size - 1) == 1 && last.get(0) == '\n';
    }

    private static long write(FileChannel file, byte[] bytes, long from) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        long at = from;
        while (left.hasRemaining()) {
            at += file.write(left, at);
        }
        file.force(true);
        return at;
    }

    private static FileChannel open(Path file, StandardOpenOption... more) throws IOException {
        Set<OpenOption> options =
                new HashSet<>(Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        options.addAll(Arrays.asList(more));
        return FileChannel.open(file, options, StateFolder.ownersOnly(file));
    }

    /// Keeps places, not entries: what is alive all at once while so much else is made and
    /// forgotten ends in the old part of the heap, and one compaction after another makes the
    /// process grow.
    private void compact() throws IOException {
        Map<JournalBounds.Key, Place> found = new LinkedHashMap<>();
        eachLine((line, from) ->
                JournalLine.read(line)
                        .ifPresent(entry ->
                                found.put(
                                        JournalBounds.Key.of(entry),
                                        new Place(entry.at(), from, line.length))));
        List<Place> places =
                new ArrayList<>(JournalBounds.kept(found, Place::at, clock.instant()).values());
        long bytes = 0;
        int first = places.size();
        while (first > 0 && bytes + places.get(first - 1).length() + 1 <= MOST_BYTES) {
            first--;
            bytes += places.get(first).length() + 1;
        }
        Path aside = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(aside);
        try (FileChannel old = FileChannel.open(path, LinkOption.NOFOLLOW_LINKS);
                FileChannel file = open(aside, StandardOpenOption.CREATE_NEW)) {
            for (Place place : places.subList(first, places.size())) {
                copy(old, place, file);
            }
            file.force(true);
        }
        Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
        compact = 2L * bytes + ROOM;
    }

    /// Where an entry's last line is; the newline after it is not counted.
    private record Place(Instant at, long from, int length) {}

    private static void copy(FileChannel from, Place place, FileChannel to) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(place.length() + 1);
        while (line.hasRemaining()) {
            if (from.read(line, place.from() + line.position()) < 0) {
                throw new IOException("the journal became shorter");
            }
        }
        line.flip();
        while (line.hasRemaining()) {
            to.write(line);
        }
    }

    /// Every entry as it was put in last, in the order in which they came first.
    private Map<JournalBounds.Key, JournalEntry> read() throws IOException {
        Map<JournalBounds.Key, JournalEntry> entries = new LinkedHashMap<>();
        eachLine((line, from) ->
                JournalLine.read(line)
                        .ifPresent(entry -> entries.put(JournalBounds.Key.of(entry), entry)));
        return entries;
    }

    private interface Visitor {
        /// @param line without its newline
        /// @param from where in the file it begins
        void line(byte[] line, long from);
    }

    private void eachLine(Visitor visitor) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        // Not a channel: an interrupt would close it.
        try (InputStream in = new BufferedInputStream(new FileInputStream(path.toFile()))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long from = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    byte[] bytes = line.toByteArray();
                    visitor.line(bytes, from);
                    from += bytes.length + 1;
                    line.reset();
                } else {
                    line.write(next);
                }
            }
        }
    }
}
