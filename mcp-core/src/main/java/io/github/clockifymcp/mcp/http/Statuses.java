package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.rpc.RpcError;
import org.jspecify.annotations.Nullable;

/// Which status an answer has. A tool that failed is an answer like any other; what was wrong with
/// the request itself can be seen from the status alone, and clients of 2026-07-28 look there first
/// to find out whether to fall back to an older revision.
final class Statuses {
    static final int TOO_MANY = 429;
    static final int AWAY = 503;
    private static final int FORBIDDEN = 403;

    private Statuses() {}

    /// The status for a request that builds on no earlier one.
    static int modern(@Nullable RpcError error) {
        if (error == null) {
            return 200;
        }
        if (!error.scope().isEmpty()) {
            return FORBIDDEN;
        }
        return switch (error.code()) {
            case RpcError.METHOD_NOT_FOUND -> 404;
            case RpcError.PARSE,
                    RpcError.INVALID_REQUEST,
                    RpcError.HEADER_MISMATCH,
                    RpcError.MISSING_CAPABILITY,
                    RpcError.UNSUPPORTED_VERSION ->
                    400;
            default -> door(error);
        };
    }

    /// The status in a session, where an error is an answer unless there was no request.
    static int legacy(@Nullable RpcError error) {
        if (error == null) {
            return 200;
        }
        if (!error.scope().isEmpty()) {
            return FORBIDDEN;
        }
        return switch (error.code()) {
            case RpcError.PARSE, RpcError.INVALID_REQUEST -> 400;
            default -> door(error);
        };
    }

    private static int door(RpcError error) {
        if (!error.isAtTheDoor()) {
            return 200;
        }
        if (error.isAway()) {
            return AWAY;
        }
        return error.code() == RpcError.INTERNAL ? TOO_MANY : 400;
    }
}
