package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.RequestHeaders;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands in a request's headers.
///
/// @param takesJson whether the client accepts a JSON answer
/// @param takesEvents whether it accepts a stream
/// @param session its `Mcp-Session-Id`; null for none
/// @param all for whoever wants more
record RequestFacts(
        boolean takesJson, boolean takesEvents, @Nullable String session, RequestHeaders all) {
    private static final HttpString SESSION = new HttpString("Mcp-Session-Id");
    private static final int LONGEST_SESSION = 128;
    private static final Pattern REFUSED = Pattern.compile(".*;q=0(\\.0{0,3})?(;.*)?");
    private static final Set<String> UTF_8 = Set.of("utf-8", "\"utf-8\"");

    static RequestFacts of(HttpServerExchange http) {
        HeaderMap headers = http.getRequestHeaders();
        List<String> accepted = list(headers, Headers.ACCEPT);
        boolean any = accepted.isEmpty();
        return new RequestFacts(
                any || accepts(accepted, "application/json", "application/*"),
                any || accepts(accepted, "text/event-stream", "text/*"),
                session(headers),
                all(headers));
    }

    private static boolean accepts(List<String> accepted, String type, String family) {
        for (String range : accepted) {
            String small = range.toLowerCase(Locale.ROOT).replace(" ", "");
            int end = small.indexOf(';');
            String name = end < 0 ? small : small.substring(0, end);
            boolean refused = end >= 0 && REFUSED.matcher(small).matches();
            if (!refused && (name.equals(type) || name.equals(family) || name.equals("*/*"))) {
                return true;
            }
        }
        return false;
    }

    /// A value that is no id we could have given is an unknown id, and not none.
    private static @Nullable String session(HeaderMap headers) {
        HeaderValues values = headers.get(SESSION);
        if (values == null) {
            return null;
        }
        boolean possible = values.size() == 1 && values.getFirst().length() <= LONGEST_SESSION;
        return possible ? values.getFirst() : "";
    }

    /// Whether the body is said to be JSON as we take it.
    static boolean isJson(HttpServerExchange http) {
        HeaderValues types = http.getRequestHeaders().get(Headers.CONTENT_TYPE);
        HeaderValues encodings = http.getRequestHeaders().get(Headers.CONTENT_ENCODING);
        if (types == null || types.size() != 1 || encodings != null) {
            return false;
        }
        String type = types.getFirst().toLowerCase(Locale.ROOT).replace(" ", "");
        int end = type.indexOf(';');
        String name = end < 0 ? type : type.substring(0, end);
        boolean utf8 = true;
        for (String parameter : type.split(";", -1)) {
            utf8 &= !parameter.startsWith("charset=") || UTF_8.contains(parameter.substring(8));
        }
        return name.equals("application/json") && utf8;
    }

    /// Whether it can be told where the body ends: somebody between a client and us may read
    /// another `Transfer-Encoding` than `chunked` in another way than we do.
    static boolean isFramed(HttpServerExchange http) {
        HeaderValues codings = http.getRequestHeaders().get(Headers.TRANSFER_ENCODING);
        return codings == null
                || (codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked"));
    }

    /// The items of a header that is a list.
    static List<String> list(HeaderMap headers, HttpString name) {
        HeaderValues values = headers.get(name);
        if (values == null) {
            return List.of();
        }
        List<String> items = new ArrayList<>();
        for (String value : values) {
            for (String item : value.split(",", -1)) {
                if (!item.isBlank()) {
                    items.add(item.strip());
                }
            }
        }
        return items;
    }

    private static RequestHeaders all(HeaderMap headers) {
        return name -> {
            HeaderValues values = headers.get(name);
            if (values == null) {
                return List.of();
            }
            return values.size() == 1
                    ? List.of(values.getFirst().strip())
                    : values.stream().map(String::strip).toList();
        };
    }
}
