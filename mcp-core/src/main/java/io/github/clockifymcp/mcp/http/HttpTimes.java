package io.github.clockifymcp.mcp.http;

import java.time.Duration;

/// How long the transport waits for what.
///
/// @param headers for a request's headers, from their first byte
/// @param body for a request's body
/// @param write for a reader to take more of what was written for it
/// @param idle for the next request on an open connection
/// @param keepAlive between signs of life on a stream; a call that takes longer is turned into one
/// @param watch until a running call's connection is watched for its end
/// @param session for the next request of a session, before it is forgotten
/// @param resume for a client to come back for a stream that broke
/// @param recheck between two questions whether somebody of whom something goes on may still be
///   here
/// @param drain for running calls when the server is to end
/// @param linger after the last request when the server is to end, so that who writes to an open
///   connection just then is told instead of cut off
public record HttpTimes(
        Duration headers,
        Duration body,
        Duration write,
        Duration idle,
        Duration keepAlive,
        Duration watch,
        Duration session,
        Duration resume,
        Duration recheck,
        Duration drain,
        Duration linger) {

    public static final HttpTimes DEFAULT =
            new HttpTimes(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(15),
                    Duration.ofMillis(100),
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(250));

    public HttpTimes {
        boolean sound =
                headers.isPositive()
                        && body.isPositive()
                        && write.isPositive()
                        && idle.isPositive()
                        && keepAlive.isPositive()
                        && watch.isPositive()
                        && session.isPositive()
                        && resume.isPositive()
                        && recheck.isPositive()
                        && !drain.isNegative()
                        && !linger.isNegative();
        if (!sound) {
            throw new IllegalArgumentException("waiting takes time");
        }
    }

    /// The same with other patience for slow senders.
    public HttpTimes withReading(Duration forHeaders, Duration forBody) {
        return new HttpTimes(
                forHeaders,
                forBody,
                write,
                idle,
                keepAlive,
                watch,
                session,
                resume,
                recheck,
                drain,
                linger);
    }

    /// The same with another patience for slow readers.
    public HttpTimes withWrite(Duration time) {
        return new HttpTimes(
                headers, body, time, idle, keepAlive, watch, session, resume, recheck, drain,
                linger);
    }

    /// The same with other signs of life.
    public HttpTimes withKeepAlive(Duration time) {
        return new HttpTimes(
                headers, body, write, idle, time, watch, session, resume, recheck, drain, linger);
    }

    /// The same with another time until a connection is watched.
    public HttpTimes withWatch(Duration time) {
        return new HttpTimes(
                headers, body, write, idle, keepAlive, time, session, resume, recheck, drain,
                linger);
    }

    /// The same with other lives of sessions and of broken streams.
    public HttpTimes withSession(Duration forSession, Duration forResume) {
        return new HttpTimes(
                headers,
                body,
                write,
                idle,
                keepAlive,
                watch,
                forSession,
                forResume,
                recheck,
                drain,
                linger);
    }

    /// The same with another time between questions whether somebody may still be here.
    public HttpTimes withRecheck(Duration time) {
        return new HttpTimes(
                headers, body, write, idle, keepAlive, watch, session, resume, time, drain, linger);
    }

    /// The same with another time to end.
    public HttpTimes withDrain(Duration time) {
        return new HttpTimes(
                headers, body, write, idle, keepAlive, watch, session, resume, recheck, time,
                linger);
    }

    /// The same with another time for those who write just when it ends.
    public HttpTimes withLinger(Duration time) {
        return new HttpTimes(
                headers, body, write, idle, keepAlive, watch, session, resume, recheck, drain,
                time);
    }
}
