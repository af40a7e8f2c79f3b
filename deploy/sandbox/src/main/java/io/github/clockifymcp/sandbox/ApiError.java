package io.github.clockifymcp.sandbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request answered with an error: the status and the body `{"message", "code"}` that Clockify
/// would give. The code is a number of Clockify's own, not the HTTP status.
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Business rules, validation, duplicates and ids that are unknown or foreign.
    static final int RULE = 501;

    /// Routes that do not exist, methods they do not have, and parameters that cannot be converted.
    static final int ROUTE = 3000;

    /// A required parameter is missing.
    static final int MISSING_PARAMETER = 3001;

    /// The body is not JSON, or a value in it has the wrong type.
    static final int UNREADABLE = 3002;

    private final int status;
    private final int code;
    private final transient Map<String, String> headers;

    ApiError(int status, int code, String message) {
        this(status, code, message, Map.of());
    }

    ApiError(int status, int code, String message, Map<String, String> headers) {
        // Thrown for answers, not for faults, so nobody reads its stack.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = Map.copyOf(headers);
    }

    /// Status 400, code 501: the answer to everything that breaks a rule.
    static ApiError rule(String message) {
        return new ApiError(400, RULE, message);
    }

    /// Clockify does not tell an unknown id from one of another workspace, and says 400, not 404.
    static ApiError foreign(String what) {
        return rule(what + " doesn't belong to Workspace");
    }

    /// A field breaks its limits.
    static ApiError field(String field, String why) {
        return rule("You entered invalid value for field: [%s]. %s".formatted(field, why).strip());
    }

    /// A value in the body has the wrong type; the message echoes it, as Clockify's does.
    static ApiError unreadable(String why) {
        return new ApiError(400, UNREADABLE, "JSON parse error: " + why);
    }

    /// The body is not of the kind that the route takes.
    static ApiError unsupported(@Nullable String type) {
        return new ApiError(415, ROUTE, "Content-Type '%s' is not supported".formatted(type));
    }

    /// The caller's role or the workspace's plan does not allow it.
    static ApiError denied() {
        return new ApiError(403, RULE, "Access Denied");
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }

    String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
