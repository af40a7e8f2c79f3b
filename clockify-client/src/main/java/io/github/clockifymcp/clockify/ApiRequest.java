package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request to Clockify as a value: it can be shown, compared and sealed before it is sent, and
/// made again from plain data with [#of]. [Clockify#send] sends it.
///
/// @param service which host answers it
/// @param method the HTTP method, in capitals
/// @param path below the service's base address, each segment encoded, such as
///   `/workspaces/w1/tags`; it may hold placeholders such as `{client}`, which must be filled in
///   before it is sent
/// @param query what follows the question mark
/// @param body what is sent as JSON, or a [Form]'s; null sends nothing
/// @param answer what the answer is read as
/// @param search a POST that only reads, and so may be repeated
public record ApiRequest<T>(
        Service service,
        String method,
        String path,
        Query query,
        @Nullable JsonNode body,
        Class<T> answer,
        boolean search) {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    /// Checks method and path, and keeps a copy of the body.
    ///
    /// @throws ClockifyException with category `INVALID` if the path is not made of encoded
    ///   segments
    public ApiRequest {
        if (!METHODS.contains(method)) {
            throw ClockifyException.of(
                    Category.INVALID, "Clockify has no method of this name.", "");
        }
        path = Paths.check(path);
        body = body == null ? null : Form.settled(body);
        search = search && method.equals("POST");
    }

    /// A request from plain data, whose answer is JSON; see [Json#read] for the rest of the way.
    public static ApiRequest<JsonNode> of(
            Service service, String method, String path, Query query, @Nullable JsonNode body) {
        return new ApiRequest<>(service, method, path, query, body, JsonNode.class, false);
    }

    static <T> ApiRequest<T> get(String path, Query query, Class<T> answer) {
        return new ApiRequest<>(Service.CORE, "GET", path, query, null, answer, false);
    }

    static <T> ApiRequest<T> post(String path, @Nullable JsonNode body, Class<T> answer) {
        return new ApiRequest<>(Service.CORE, "POST", path, Query.none(), body, answer, false);
    }

    /// A POST that only searches, and may be repeated when it fails.
    static <T> ApiRequest<T> search(Service service, String path, JsonNode body, Class<T> answer) {
        return new ApiRequest<>(service, "POST", path, Query.none(), body, answer, true);
    }

    static <T> ApiRequest<T> put(String path, JsonNode body, Class<T> answer) {
        return new ApiRequest<>(Service.CORE, "PUT", path, Query.none(), body, answer, false);
    }

    static <T> ApiRequest<T> patch(String path, JsonNode body, Class<T> answer) {
        return new ApiRequest<>(Service.CORE, "PATCH", path, Query.none(), body, answer, false);
    }

    static <T> ApiRequest<T> delete(String path, Class<T> answer) {
        return new ApiRequest<>(Service.CORE, "DELETE", path, Query.none(), null, answer, false);
    }

    /// The body, as a copy.
    @Override
    public @Nullable JsonNode body() {
        return body == null ? null : body.deepCopy();
    }

    /// Whether it only reads, so that sending it twice does no harm.
    public boolean isRead() {
        return search || method.equals("GET") || method.equals("HEAD");
    }

    /// Whether its answer is a file and not JSON.
    boolean isDownload() {
        return answer == Download.class;
    }

    /// The same request with a query.
    ApiRequest<T> with(Query query) {
        return new ApiRequest<>(service, method, path, query, body, answer, search);
    }

    /// The same request, with its answer left as JSON.
    public ApiRequest<JsonNode> raw() {
        return new ApiRequest<>(service, method, path, query, body, JsonNode.class, search);
    }

    /// Path and query as they stand in an address.
    public String target() {
        String encoded = query.encoded();
        return encoded.isEmpty() ? path : path + "?" + encoded;
    }

    /// For people: method, address and body.
    @Override
    public String toString() {
        return method + " " + target() + (body == null ? "" : " " + body);
    }
}
