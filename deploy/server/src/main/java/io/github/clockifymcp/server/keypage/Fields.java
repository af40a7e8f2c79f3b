package io.github.clockifymcp.server.keypage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What stands in a query or a form. A field that is there twice counts as if it were not, so that
/// no two readers take different ones.
final class Fields {
    private static final int MOST = 50;

    private Fields() {}

    /// Reads `a=b&c=d`.
    static Map<String, String> of(String text) {
        Map<String, String> fields = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (String pair : List.of(text.split("&", MOST))) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                continue;
            }
            try {
                String name = URLDecoder.decode(pair.substring(0, equals), UTF_8);
                String value = URLDecoder.decode(pair.substring(equals + 1), UTF_8);
                if (fields.putIfAbsent(name, value) != null) {
                    twice.add(name);
                }
            } catch (IllegalArgumentException e) {
                // Nobody's browser writes that.
            }
        }
        fields.keySet().removeAll(twice);
        return fields;
    }
}
