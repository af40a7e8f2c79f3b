package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.rpc.Packet;
import io.github.clockifymcp.mcp.rpc.RpcCodec;
import io.github.clockifymcp.mcp.server.Connection;
import io.github.clockifymcp.mcp.server.Revision;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a session is on this replica: its connection with the engine, and its streams.
///
/// Where there are several replicas, one of them holds the stream for what belongs to no request:
/// the one where the session began, and then the one that got the last `GET`. News is heard by all
/// of them and told by that one; what a call says outside of its own stream is passed on to it.
final class LiveSession implements Conversations.Ear {
    /// The stream that `GET` opens.
    private static final String LISTENING = "g";

    private static final int MAX_FINISHED = 16;

    private static final Packet READY =
            new Packet(
                    List.of(new Message.Notification("notifications/initialized", Json.object())),
                    false);

    private final Connection connection;
    private final boolean primed;
    private final int maxLog;
    private final StoredSession stored;
    private final Conversations.Part part;
    private final Forwarding forwarding;
    private final Consumer<LiveSession> changed;

    /// In the names of streams, so that no other replica's is taken for one of these; empty where
    /// there is none.
    private final String label;

    // Guarded by this.
    private boolean holds;
    private long claimed;
    private long lost;
    private int opened;
    private @Nullable StreamLog listening;
    private @Nullable Map<String, StreamLog> answers;
    private long lastAnswer;
    private int running;
    private long heard = System.nanoTime();
    private long checked = heard;
    private long told = heard;
    private boolean ended;

    /// @param holds whether its stream is here until somebody else's is opened
    /// @param changed what to do when what is remembered of it may have changed
    LiveSession(
            StoredSession stored,
            Connection connection,
            int maxLog,
            Conversations conversations,
            boolean holds,
            Consumer<LiveSession> changed) {
        this.stored = stored;
        this.connection = connection;
        this.primed =
                Revision.of(stored.revision())
                        .filter(revision -> revision.atLeast(Revision.V2025_11_25))
                        .isPresent();
        this.maxLog = maxLog;
        this.label =
                conversations.shared()
                        ? "." + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt())
                        : "";
        this.holds = holds || !conversations.shared();
        this.changed = changed;
        this.part = conversations.join(stored.principal().tenant(), stored.id(), this);
        this.forwarding = new Forwarding(part, maxLog);
        connection.outlet(this::push);
    }

    Connection connection() {
        return connection;
    }

    /// Who it is and where; what has been set since is not in here.
    StoredSession stored() {
        return stored;
    }

    String id() {
        return stored.id();
    }

    /// News, which the replica that holds the stream hears by itself.
    private boolean push(byte[] message) {
        StreamLog log = held();
        if (log == null) {
            return false;
        }
        log.say(message);
        return true;
    }

    /// Says what belongs to a call whose own answer takes no stream.
    void say(byte[] message) {
        StreamLog log = held();
        if (log == null) {
            forwarding.add(message);
        } else {
            log.say(message);
        }
    }

    /// Brings the stream for what belongs to no request here, from wherever it is.
    ///
    /// @return null when the session has ended
    @Nullable StreamLog hold() {
        boolean before;
        synchronized (this) {
            before = holds;
            // What is passed on to whoever claimed the stream may come before we hear that we did.
            holds = true;
        }
        try {
            long claim = part.claim();
            synchronized (this) {
                claimed = claim;
                holds = lost <= claim;
            }
        } catch (RuntimeException e) {
            synchronized (this) {
                holds &= before;
            }
            throw e;
        }
        if (!label.isEmpty()) {
            // Whoever listens knows the answer to its introduction, wherever it said so.
            connection.receive(READY, new Unheard());
        }
        if (!before) {
            connection.missed();
        }
        part.fetch();
        return held();
    }

    /// The stream for what belongs to no request; null when it is not here, or the session has
    /// ended.
    synchronized @Nullable StreamLog held() {
        if (!holds || ended) {
            return null;
        }
        StreamLog log = listening;
        if (log == null) {
            opened++;
            String name = label.isEmpty() ? LISTENING : LISTENING + label + "." + opened;
            log = new StreamLog(name, primed, maxLog);
            listening = log;
        }
        return log;
    }

    /// A stream for the answer to a request.
    synchronized StreamLog answer() {
        if (answers == null) {
            answers = new LinkedHashMap<>();
        }
        lastAnswer++;
        String name = lastAnswer + label;
        StreamLog log = new StreamLog(name, primed, maxLog);
        answers.put(name, log);
        forgetFinished();
        return log;
    }

    private void forgetFinished() {
        long finished =
                answers == null ? 0 : answers.values().stream().filter(StreamLog::finished).count();
        if (answers == null || finished <= MAX_FINISHED) {
            return;
        }
        Iterator<StreamLog> all = answers.values().iterator();
        while (all.hasNext()) {
            if (all.next().finished()) {
                all.remove();
                return;
            }
        }
    }

    /// The stream for the answer that this event was part of.
    synchronized Optional<StreamLog> answer(String eventId) {
        return Optional.ofNullable(answers == null ? null : answers.get(StreamLog.nameIn(eventId)));
    }

    /// Whether this event was said on the stream for what belongs to no request, here or elsewhere.
    static boolean outside(String eventId) {
        String name = StreamLog.nameIn(eventId);
        return name.equals(LISTENING) || name.startsWith(LISTENING + ".");
    }

    synchronized void begin() {
        running++;
        heard = System.nanoTime();
    }

    synchronized void end() {
        running--;
        heard = System.nanoTime();
    }

    /// The client was heard.
    ///
    /// @return whether the store should be asked again, since this was long ago
    synchronized boolean heard(long every) {
        long now = System.nanoTime();
        heard = now;
        if (now - checked < every) {
            return false;
        }
        checked = now;
        return true;
    }

    /// Whether the store should be told that the client was heard, since it was told long ago.
    synchronized boolean untold(long every) {
        return System.nanoTime() - told >= every;
    }

    /// The store was told.
    synchronized void told() {
        told = System.nanoTime();
    }

    /// What a session is doing.
    enum Look {
        /// Its client listens, or waits for an answer.
        IN_USE,
        /// Its client was heard not long ago.
        QUIET,
        /// Its client was not heard for too long.
        IDLE
    }

    /// Looks at it, and forgets what nobody will come back for.
    synchronized Look look(long now, long limit, long resume) {
        if (answers != null) {
            answers.values().removeIf(log -> log.stale(now, resume));
            if (answers.isEmpty()) {
                answers = null;
            }
        }
        boolean listened = listening != null && listening.attached();
        if (listened || running > 0) {
            heard = now;
            return Look.IN_USE;
        }
        return now - heard > limit ? Look.IDLE : Look.QUIET;
    }

    /// Whether its client listens, or waits for an answer.
    synchronized boolean inUse() {
        return running > 0
                || (listening != null && listening.attached())
                || (answers != null && answers.values().stream().anyMatch(StreamLog::attached));
    }

    /// How many streams go on or can be taken up again.
    synchronized int streams() {
        return answers == null ? 0 : answers.size();
    }

    /// Whether this message is for another replica: an answer to what it asked, or the end of a
    /// call that it works on.
    boolean elsewhere(Message message) {
        boolean may = message instanceof Message.Response || Connection.cancelled(message) != null;
        return !label.isEmpty() && may && !connection.awaits(message);
    }

    /// Passes on what is for another replica.
    ///
    /// @return false when too much waits to be fetched already
    boolean pass(Message message) {
        byte[] bytes =
                switch (message) {
                    case Message.Response response -> RpcCodec.response(response);
                    case Message.Notification notification ->
                            RpcCodec.notification(notification.method(), notification.params());
                    default -> throw new IllegalArgumentException("nobody waits for this");
                };
        return bytes.length <= Conversations.LONGEST
                && part.pass(Conversations.Letter.of(Conversations.Way.SAID, bytes));
    }

    @Override
    public boolean wants(Conversations.Letter letter) {
        return switch (letter.way()) {
            case SAID -> connection.awaits(packet(letter).messages().getFirst());
            case TOLD -> held() != null;
        };
    }

    @Override
    public void take(Conversations.Letter letter) {
        switch (letter.way()) {
            case SAID -> connection.receive(packet(letter), new Unheard());
            case TOLD -> say(letter.message().getBytes(UTF_8));
        }
    }

    private static Packet packet(Conversations.Letter letter) {
        byte[] bytes = letter.message().getBytes(UTF_8);
        return RpcCodec.decode(bytes, 0, bytes.length, 1);
    }

    @Override
    public void moved(long claim) {
        synchronized (this) {
            lost = Math.max(lost, claim);
            if (claim <= claimed) {
                return;
            }
        }
        letGo();
    }

    private void letGo() {
        StreamLog log;
        synchronized (this) {
            holds = false;
            log = listening;
            listening = null;
        }
        if (log != null) {
            log.leave().forEach(forwarding::add);
        }
    }

    @Override
    public void stirred() {
        boolean used;
        synchronized (this) {
            used = running > 0 || (listening != null && listening.attached());
        }
        // One that is not used looks at its next request.
        if (used) {
            changed.accept(this);
        }
    }

    /// What is remembered of it was changed here.
    void stir() {
        part.stir();
    }

    /// Leaves what was not said to the replica that holds the stream next.
    void handOver() {
        if (!label.isEmpty()) {
            letGo();
        }
        forwarding.finish();
    }

    /// Ends its streams.
    void endStreams() {
        StreamLog log;
        synchronized (this) {
            ended = true;
            log = listening;
        }
        if (log != null) {
            log.finish(null);
        }
    }

    /// Takes part in the session no more. What still runs for it is not answered.
    void leave() {
        endStreams();
        List<StreamLog> unanswered;
        synchronized (this) {
            unanswered = answers == null ? List.of() : List.copyOf(answers.values());
        }
        unanswered.forEach(log -> log.finish(null));
        part.close();
    }
}
