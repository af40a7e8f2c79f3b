package io.github.clockifymcp.mcp.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A URI with names in braces, such as `clockify://projects/{project}` (RFC 6570, level 1): a name
/// stands for one or more characters up to the next `/`, `?` or `#`.
public final class UriTemplate {
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z0-9_]+)}");

    private final String text;
    private final Pattern form;
    private final List<String> names = new ArrayList<>();

    public UriTemplate(String text) {
        this.text = text;
        StringBuilder form = new StringBuilder();
        Matcher name = NAME.matcher(text);
        int end = 0;
        while (name.find()) {
            form.append(Pattern.quote(text.substring(end, name.start()))).append("([^/?#]+)");
            names.add(name.group(1));
            end = name.end();
        }
        this.form = Pattern.compile(form.append(Pattern.quote(text.substring(end))).toString());
    }

    /// What stands in this URI for the names, percent signs decoded; empty when it has not the
    /// form.
    public Optional<Map<String, String>> match(String uri) {
        Matcher match = form.matcher(uri);
        if (!match.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), decoded(match.group(i + 1)));
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(values);
    }

    private static String decoded(String value) {
        // URLDecoder is for forms, where a plus is a space.
        return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text;
    }
}
