package io.github.clockifymcp.mcp.http;

/// How much of everything the transport takes.
///
/// @param body bytes of a request's body; more is answered with 413
/// @param bodies bytes of all bodies that are being worked on
/// @param headers bytes of a request's line and headers
/// @param connections open connections; more wait to be accepted
/// @param running requests worked on at once, in all; more are answered with 503
/// @param runningEach likewise of one principal; more are answered with 429
/// @param sessions sessions of older revisions, in all
/// @param sessionsEach likewise of one principal
/// @param streams open streams of listeners, in all
/// @param streamsEach likewise of one principal
/// @param queue bytes that wait for a slow reader of a stream; with more it is cut off
/// @param log bytes of messages a session keeps for streams that broke
/// @param introduction bytes of an `initialize`, of which a session keeps most
public record HttpLimits(
        int body,
        long bodies,
        int headers,
        int connections,
        int running,
        int runningEach,
        int sessions,
        int sessionsEach,
        int streams,
        int streamsEach,
        int queue,
        int log,
        int introduction) {

    public static final HttpLimits DEFAULT =
            new HttpLimits(
                    4 << 20, 64L << 20, 32 << 10, 20_000, 1_024, 64, 10_000, 1_000, 10_000, 1_000,
                    4 << 20, 256 << 10, 16 << 10);

    public HttpLimits {
        boolean sound =
                body > 0
                        && bodies >= body
                        && headers >= 1_024
                        && connections > 0
                        && running > 0
                        && runningEach > 0
                        && sessions > 0
                        && sessionsEach > 0
                        && streams > 0
                        && streamsEach > 0
                        && queue > 0
                        && log > 0
                        && introduction > 0;
        if (!sound) {
            throw new IllegalArgumentException(
                    "every limit is above zero, headers have 1,024 bytes, and all bodies as many as one");
        }
    }

    /// The same with another size of bodies.
    public HttpLimits withBody(int bytes) {
        return new HttpLimits(
                bytes,
                Math.max(bodies, bytes),
                headers,
                connections,
                running,
                runningEach,
                sessions,
                sessionsEach,
                streams,
                streamsEach,
                queue,
                log,
                introduction);
    }

    /// The same with other numbers of running requests.
    public HttpLimits withRunning(int all, int each) {
        return new HttpLimits(
                body,
                bodies,
                headers,
                connections,
                all,
                each,
                sessions,
                sessionsEach,
                streams,
                streamsEach,
                queue,
                log,
                introduction);
    }

    /// The same with other numbers of sessions.
    public HttpLimits withSessions(int all, int each) {
        return new HttpLimits(
                body,
                bodies,
                headers,
                connections,
                running,
                runningEach,
                all,
                each,
                streams,
                streamsEach,
                queue,
                log,
                introduction);
    }

    /// The same with other numbers of streams.
    public HttpLimits withStreams(int all, int each) {
        return new HttpLimits(
                body,
                bodies,
                headers,
                connections,
                running,
                runningEach,
                sessions,
                sessionsEach,
                all,
                each,
                queue,
                log,
                introduction);
    }

    /// The same with another patience for slow readers, in bytes.
    public HttpLimits withQueue(int bytes) {
        return new HttpLimits(
                body,
                bodies,
                headers,
                connections,
                running,
                runningEach,
                sessions,
                sessionsEach,
                streams,
                streamsEach,
                bytes,
                log,
                introduction);
    }
}
