package io.github.clockifymcp.mcp.http;

import java.nio.charset.StandardCharsets;

/// Brings what is said in a session to the replica that it concerns. A client of an older revision
/// answers a question, or cancels a call, by a message of its own, which any replica may get; and
/// what is said to it outside of its requests goes through one stream, which any replica may hold.
///
/// 1. What [Part#pass] took is kept until a replica takes it or its time is over, and one alone
///    takes it.
/// 2. A letter is found by tenant and session; with another tenant's it is not.
/// 3. [Part#pass] and [Part#claim] may block, and throw when nothing was kept; that is answered
///    with 503. The other methods wait for nobody and do not fail.
public interface Conversations {
    /// The most bytes a message may have.
    int LONGEST = 1 << 20;

    /// How many letters of a session may wait, each way: what nobody fetches from the one must not
    /// keep the other from being answered.
    int MOST = 32;

    /// How many bytes of them.
    int MOST_BYTES = 4 << 20;

    /// For a process that is alone: nothing is ever elsewhere.
    Conversations ALONE =
            new Conversations() {
                private final Part nowhere = new Part() {};

                @Override
                public boolean shared() {
                    return false;
                }

                @Override
                public Part join(String tenant, String session, Ear ear) {
                    return nowhere;
                }
            };

    /// Whether there may be other replicas.
    boolean shared();

    /// Takes part in a session, as one more replica.
    Part join(String tenant, String session, Ear ear);

    /// Which way a message goes.
    enum Way {
        /// From the client, to the replica that waits for it.
        SAID,
        /// To the client, by the replica that holds its stream.
        TOLD
    }

    /// A message on its way.
    ///
    /// @param message JSON-RPC
    record Letter(Way way, String message) {
        /// A message as it is written.
        static Letter of(Way way, byte[] message) {
            return new Letter(way, new String(message, StandardCharsets.UTF_8));
        }
    }

    /// One replica's part in a session.
    interface Part {
        /// Keeps a letter for the replica that wants it.
        ///
        /// @return false when too many wait already, and this was not kept
        default boolean pass(Letter letter) {
            return true;
        }

        /// The session's stream is here from now on, and nowhere else.
        ///
        /// @return a number that is higher than that of any claim before
        default long claim() {
            return 0;
        }

        /// Looks what waits here for this replica: its claim holds now.
        default void fetch() {}

        /// What is remembered of the session has changed.
        default void stir() {}

        /// It takes part no more.
        default void close() {}
    }

    /// What a replica hears of a session. On threads that may block.
    interface Ear {
        /// Whether this concerns what goes on here. What was said and is not wanted when it comes
        /// is never wanted: it is about something that was there before.
        boolean wants(Letter letter);

        /// Takes what it wanted, and nobody else did.
        void take(Letter letter);

        /// The session's stream was claimed.
        ///
        /// @param claim the highest number of a claim; it may be one of our own
        void moved(long claim);

        /// What is remembered of the session may have changed.
        void stirred();
    }
}
