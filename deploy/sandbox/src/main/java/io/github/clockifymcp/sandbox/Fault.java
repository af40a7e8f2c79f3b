package io.github.clockifymcp.sandbox;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that goes wrong on purpose, for the next requests that match.
///
/// @param method the HTTP method; `*` for any
/// @param path where matching paths begin, such as `/api/v1/workspaces/*/tags`; `*` stands for one
///   segment
/// @param times how many requests it hits
/// @param status the status answered by [Kind#STATUS]
/// @param retryAfter the header `Retry-After` in seconds; null for none
/// @param delay how long [Kind#DELAY] and [Kind#SLOW_BODY] take, at most a minute
public record Fault(
        Kind kind,
        String method,
        String path,
        int times,
        int status,
        @Nullable Integer retryAfter,
        Duration delay) {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /// What goes wrong.
    public enum Kind {
        /// The request is answered with an error status and nothing is done.
        STATUS,
        /// The connection is cut before anything is done.
        RESET_BEFORE,
        /// It is done, then the connection is cut: the caller cannot know.
        RESET_AFTER,
        /// It is done, and the answer comes late.
        DELAY,
        /// It is done, and the body comes a little at a time.
        SLOW_BODY,
        /// It is done, and the connection ends in the middle of the body.
        TRUNCATED_BODY,
        /// It is done, and the body is not JSON.
        GARBAGE_BODY
    }

    /// A fault that fits its bounds.
    public Fault {
        if (times < 1 || delay.isNegative() || delay.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A fault hits at least one request and takes at most a minute.");
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("The status of a fault is between 400 and 599.");
        }
    }

    /// The next request fails in this way, whatever it is.
    public static Fault of(Kind kind) {
        return new Fault(kind, "*", "/", 1, 503, null, Duration.ZERO);
    }

    /// The next request is answered with this status.
    public static Fault status(int status) {
        return new Fault(Kind.STATUS, "*", "/", 1, status, null, Duration.ZERO);
    }

    /// The next request is answered with 429, without a word on how long to wait.
    public static Fault tooManyRequests() {
        return status(429);
    }

    /// The next request is answered with 429 and the header `Retry-After`.
    public static Fault tooManyRequests(int seconds) {
        return new Fault(Kind.STATUS, "*", "/", 1, 429, seconds, Duration.ZERO);
    }

    /// The same for requests of this method whose path begins so; see the record's `path`.
    public Fault on(String otherMethod, String otherPath) {
        return new Fault(kind, otherMethod, otherPath, times, status, retryAfter, delay);
    }

    /// The same for so many requests.
    public Fault times(int other) {
        return new Fault(kind, method, path, other, status, retryAfter, delay);
    }

    /// The same, taking so long.
    public Fault taking(Duration other) {
        return new Fault(kind, method, path, times, status, retryAfter, other);
    }

    boolean matches(String requestMethod, String requestPath) {
        return (method.equals("*") || method.equals(requestMethod)) && begins(requestPath);
    }

    private boolean begins(String requestPath) {
        List<String> wanted = List.of(path.split("/"));
        List<String> actual = List.of(requestPath.split("/"));
        if (wanted.size() > actual.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).equals("*") && !wanted.get(i).equals(actual.get(i))) {
                return false;
            }
        }
        return true;
    }
}
