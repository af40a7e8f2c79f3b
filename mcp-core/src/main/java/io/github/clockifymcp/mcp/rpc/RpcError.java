package io.github.clockifymcp.mcp.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// A JSON-RPC error, thrown where it is noticed and answered in one place. Its message is shown to
/// the caller, so it holds nothing from inside.
public final class RpcError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Not JSON, or not UTF-8.
    public static final int PARSE = -32700;

    /// JSON, but not a message we take.
    public static final int INVALID_REQUEST = -32600;

    /// No such method, or not in this era of the protocol.
    public static final int METHOD_NOT_FOUND = -32601;

    /// The method's parameters are not what it takes.
    public static final int INVALID_PARAMS = -32602;

    /// A fault or a limit of ours.
    public static final int INTERNAL = -32603;

    /// What revisions up to 2025-11-25 answer for an unknown resource.
    public static final int LEGACY_RESOURCE_NOT_FOUND = -32002;

    /// The person has to visit a page before the request can be answered (2025-11-25).
    public static final int PAGE_FIRST = -32042;

    /// A header says something else than the message it came with (2026-07-28).
    public static final int HEADER_MISMATCH = -32020;

    /// The client lacks a capability the request needs (2026-07-28).
    public static final int MISSING_CAPABILITY = -32021;

    /// The request is in a revision we do not speak (2026-07-28).
    public static final int UNSUPPORTED_VERSION = -32022;

    private final int code;
    private final transient @Nullable ObjectNode data;
    private final boolean atTheDoor;
    private final boolean away;
    private final String scope;

    private RpcError(
            int code,
            String message,
            @Nullable ObjectNode data,
            boolean atTheDoor,
            boolean away,
            String scope) {
        super(message, null, false, false);
        this.code = code;
        this.data = data;
        this.atTheDoor = atTheDoor;
        this.away = away;
        this.scope = scope;
    }

    public RpcError(int code, String message, @Nullable ObjectNode data) {
        this(code, message, data, false, false, "");
    }

    public RpcError(int code, String message) {
        this(code, message, null, false, false, "");
    }

    /// The caller's token is not good for this.
    ///
    /// @param scope what it would have to be good for
    public static RpcError insufficientScope(String message, String scope) {
        return new RpcError(INVALID_REQUEST, message, null, false, false, scope);
    }

    /// The same error, of a request that was turned away before anything of it was looked at. A
    /// transport that has statuses tells the two apart.
    public RpcError atTheDoor() {
        return new RpcError(code, message(), data, true, away, scope);
    }

    /// Something that we need is away, so nothing was done; the same request may do well soon.
    public static RpcError away(String message, ObjectNode data) {
        return new RpcError(INTERNAL, message, data, true, true, "");
    }

    public static RpcError invalidParams(String message) {
        return new RpcError(INVALID_PARAMS, message);
    }

    public static RpcError invalidRequest(String message) {
        return new RpcError(INVALID_REQUEST, message);
    }

    /// No such method here.
    ///
    /// @param method as the client called it
    public static RpcError methodNotFound(String method) {
        return new RpcError(METHOD_NOT_FOUND, "Method not found: " + SafeText.brief(method));
    }

    public int code() {
        return code;
    }

    public String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    public @Nullable ObjectNode data() {
        return data;
    }

    public boolean isAtTheDoor() {
        return atTheDoor;
    }

    /// Whether the same request may do well soon.
    public boolean isAway() {
        return away;
    }

    /// What the caller's token would have to be good for; empty where it is not about that.
    public String scope() {
        return scope;
    }
}
