package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request with everything a handler needs: who asks, where, with what, and when.
///
/// @param json the body as JSON; null when there was none
/// @param form the body as parts; null when it was none
record Call(
        Map<String, String> parameters,
        Query query,
        @Nullable JsonNode json,
        @Nullable MultipartForm form,
        Caller caller,
        Company company,
        SandboxOptions options,
        Instant now) {

    /// Who asks, and whether with an add-on's token instead of a key of their own.
    record Caller(Account account, boolean addon) {}

    Call {
        parameters = Map.copyOf(parameters);
    }

    /// The value that stands in the place of `{name}` in the path.
    String path(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("The route has no parameter " + name);
        }
        return value;
    }

    /// The workspace of the path. Someone who is not in it is turned away, whether it exists or
    /// not.
    State workspace() {
        State workspace = company.workspaces().get(path("ws"));
        if (workspace == null || !workspace.isActive(account().id())) {
            throw ApiError.denied();
        }
        return workspace;
    }

    /// The person whose key it is.
    Account account() {
        return caller.account();
    }

    /// The caller's place in the workspace of the path.
    Member member() {
        return workspace().member(account().id());
    }

    /// The zone in which Clockify reads the caller's date windows.
    ZoneId zone() {
        return account().zone();
    }

    /// The body, which has to be a JSON object.
    Body body() {
        return Body.object(anyBody());
    }

    /// The body, which has to be a form in parts.
    MultipartForm parts() {
        if (form == null) {
            throw ApiError.unsupported(json == null ? null : "application/json");
        }
        return form;
    }

    /// The body, whatever JSON it is.
    JsonNode anyBody() {
        if (form != null) {
            throw ApiError.unsupported(MultipartForm.TYPE);
        }
        if (json == null) {
            throw new ApiError(400, ApiError.UNREADABLE, "Required request body is missing");
        }
        return json;
    }

    /// Refuses unless the workspace's plan has the feature.
    void needs(String feature) {
        if (!workspace().has(feature)) {
            throw ApiError.denied();
        }
    }

    /// Refuses unless the caller runs the workspace.
    void needsAdmin() {
        if (!member().isAdmin()) {
            throw ApiError.denied();
        }
    }
}
