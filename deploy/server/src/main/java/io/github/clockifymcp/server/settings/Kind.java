package io.github.clockifymcp.server.settings;

import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.server.identity.Network;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How a setting's text becomes its value, and how to say what is accepted.
///
/// @param accepts what is accepted, to stand after "It takes"
/// @param secret whether the text must never be repeated
/// @param reader gives null for what is not accepted
public record Kind<T>(String accepts, boolean secret, Reader<T> reader) {

    /// Reads a text without surrounding white space.
    @FunctionalInterface
    public interface Reader<T> {
        @Nullable T read(String text);
    }

    private static final int LONGEST_SECRET = 512;
    private static final int SHORTEST_TOKEN = 16;

    static Kind<String> text(String accepts, Predicate<String> good) {
        return new Kind<>(accepts, false, text -> good.test(text) ? text : null);
    }

    static Kind<Secret> key() {
        return new Kind<>(
                "1 to " + LONGEST_SECRET + " printable ASCII characters without spaces",
                true,
                text ->
                        text.length() <= LONGEST_SECRET && isVisible(text)
                                ? new Secret(text)
                                : null);
    }

    /// Whether all of it is printable ASCII without spaces. A loop and no stream: nearly every
    /// start reads a key, and what a stream of characters loads takes it 6 ms.
    static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /// A token for callers: too short to be guessed is too short.
    static Kind<Secret> token() {
        return new Kind<>(
                SHORTEST_TOKEN
                        + " to "
                        + LONGEST_SECRET
                        + " printable ASCII characters without spaces",
                true,
                text -> text.length() >= SHORTEST_TOKEN ? key().reader().read(text) : null);
    }

    /// Web pages, as browsers write them in `Origin`.
    static Kind<Set<String>> origins() {
        return list(
                "origins such as https://app.example.com, separated by commas",
                origin -> origin.matches("https?://[A-Za-z0-9.\\[\\]:-]+"));
    }

    /// Names of hosts, with a port or without.
    static Kind<Set<String>> hosts() {
        return list(
                "host names such as mcp.example.com, separated by commas",
                host -> host.matches("[A-Za-z0-9.\\[\\]:-]+"));
    }

    /// Names of hosts, or with a dot before it the domain that they are in.
    static Kind<Set<String>> domains() {
        return list(
                "hosts such as hooks.example.com or domains such as .example.com, separated by"
                        + " commas",
                host -> host.matches("\\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?"));
    }

    private static Kind<Set<String>> list(String accepts, Predicate<String> good) {
        return new Kind<>(
                accepts,
                false,
                text -> {
                    Set<String> values = new LinkedHashSet<>();
                    for (String part : List.of(text.split(",", -1))) {
                        String value = part.strip();
                        if (!value.isEmpty() && !good.test(value)) {
                            return null;
                        }
                        if (!value.isEmpty()) {
                            values.add(value);
                        }
                    }
                    return values.isEmpty() ? null : Collections.unmodifiableSet(values);
                });
    }

    /// A file. Where a client starts its servers is anybody's guess, so its path is whole.
    ///
    /// @param form what the file must be, such as `PEM`
    static Kind<Path> file(String form, String example) {
        return new Kind<>(
                "the whole path of a " + form + " file, such as /etc/clockify-mcp/" + example,
                false,
                text -> {
                    try {
                        Path file = Path.of(text);
                        return file.isAbsolute() ? file : null;
                    } catch (InvalidPathException e) {
                        return null;
                    }
                });
    }

    static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
        E[] values = type.getEnumConstants();
        StringBuilder names = new StringBuilder("one of ");
        for (int i = 0; i < values.length; i++) {
            names.append(i == 0 ? "" : ", ").append(label(values[i]));
        }
        return new Kind<>(
                names.toString(),
                false,
                text -> {
                    for (E value : values) {
                        if (label(value).equals(text)) {
                            return value;
                        }
                    }
                    return null;
                });
    }

    /// Some of an enum's constants.
    static <E extends Enum<E>> Kind<Set<E>> someOf(Class<E> type) {
        Kind<E> one = oneOf(type);
        return new Kind<>(
                one.accepts().replaceFirst("one of", "some of") + ", separated by commas",
                false,
                text -> {
                    Set<E> values = EnumSet.noneOf(type);
                    for (String part : List.of(text.split(",", -1))) {
                        String name = part.strip();
                        @Nullable E value = name.isEmpty() ? null : one.reader().read(name);
                        if (!name.isEmpty() && value == null) {
                            return null;
                        }
                        if (value != null) {
                            values.add(value);
                        }
                    }
                    return values.isEmpty() ? null : Set.copyOf(values);
                });
    }

    /// An enum's constant as it is written in a setting.
    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// Strict, because a switch that is silently off is worse than one that does not start.
    static Kind<Boolean> flag() {
        return new Kind<>(
                "true, false, 1, 0, yes, no, on or off",
                false,
                text ->
                        switch (text.toLowerCase(Locale.ROOT)) {
                            case "true", "1", "yes", "on" -> true;
                            case "false", "0", "no", "off" -> false;
                            default -> null;
                        });
    }

    static Kind<Integer> number(int min, int max) {
        return new Kind<>(
                "a whole number from " + min + " to " + max,
                false,
                text -> {
                    long value = Durations.digits(text, 0, text.length());
                    return value >= min && value <= max ? (int) value : null;
                });
    }

    static Kind<Duration> duration(Duration min, Duration max) {
        return new Kind<>(
                "a duration from "
                        + Durations.text(min)
                        + " to "
                        + Durations.text(max)
                        + ", written like 100ms, 45s, 5m or 1m30s",
                false,
                text -> {
                    Duration value = Durations.read(text);
                    return value != null && value.compareTo(min) >= 0 && value.compareTo(max) <= 0
                            ? value
                            : null;
                });
    }

    /// Addresses of OpenID Connect providers, as they write them themselves.
    static Kind<Set<String>> issuers() {
        return list(
                "https addresses such as https://login.example.com/realms/work, without query or"
                        + " fragment, separated by commas",
                issuer -> {
                    @Nullable URI uri = webAddress(issuer);
                    return uri != null
                            && uri.getRawQuery() == null
                            && issuer.length() <= LONGEST_SECRET;
                });
    }

    /// An address of the web. Where a collector listens, which is often this machine or its
    /// neighbour.
    static Kind<URI> collector() {
        return new Kind<>(
                "an http or https address such as http://127.0.0.1:4318, without user, query or"
                        + " fragment",
                false,
                text -> {
                    @Nullable URI uri = webAddress(text);
                    return uri != null && uri.getRawQuery() == null ? uri : null;
                });
    }

    static Kind<URI> address(String example) {
        return new Kind<>(
                "an https address such as " + example + ", without user, query or fragment",
                false,
                text -> {
                    @Nullable URI uri = webAddress(text);
                    return uri != null && uri.getRawQuery() == null ? uri : null;
                });
    }

    private static @Nullable URI webAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web
                            && uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && uri.getRawFragment() == null
                    ? uri
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /// Networks.
    static Kind<Set<Network>> networks() {
        return new Kind<>(
                "networks such as 10.1.2.0/24 or 2001:db8::/32, or 10.1.2.3/32 for one address,"
                        + " separated by commas",
                false,
                text -> {
                    Set<Network> networks = new LinkedHashSet<>();
                    for (String part : List.of(text.split(",", -1))) {
                        @Nullable Network network = Network.read(part.strip());
                        if (network == null && !part.isBlank()) {
                            return null;
                        }
                        if (network != null) {
                            networks.add(network);
                        }
                    }
                    return networks.isEmpty() ? null : Set.copyOf(networks);
                });
    }

    /// Some of a few words, written as they are.
    static Kind<Set<String>> some(List<String> words) {
        return list(
                "some of " + String.join(", ", words) + ", separated by commas", words::contains);
    }

    /// Texts without spaces, quotes and backslashes: some stand in a header's quotes.
    static Kind<Set<String>> words(String accepts) {
        return list(accepts, Kind::isWord);
    }

    private static boolean isWord(String word) {
        return word.length() <= LONGEST_SECRET
                && isVisible(word)
                && word.indexOf('"') < 0
                && word.indexOf('\\') < 0;
    }

    /// A mode for each of some scopes.
    static Kind<Map<String, Mode>> modes() {
        Kind<Mode> mode = oneOf(Mode.class);
        return new Kind<>(
                "scopes, each with = and " + mode.accepts() + ", separated by commas",
                false,
                text -> {
                    Map<String, Mode> modes = new LinkedHashMap<>();
                    for (String part : List.of(text.split(",", -1))) {
                        int end = part.lastIndexOf('=');
                        String scope = end < 0 ? part.strip() : part.substring(0, end).strip();
                        @Nullable Mode given =
                                end < 0
                                        ? null
                                        : mode.reader().read(part.substring(end + 1).strip());
                        if (part.isBlank()) {
                            continue;
                        }
                        if (given == null
                                || scope.isEmpty()
                                || !isWord(scope)
                                || modes.put(scope, given) != null) {
                            return null;
                        }
                    }
                    return modes.isEmpty() ? null : Collections.unmodifiableMap(modes);
                });
    }

    /// Names of tools or groups.
    static Kind<Set<String>> names() {
        return new Kind<>(
                "names of a-z, 0-9 and _, separated by commas",
                false,
                text -> {
                    Set<String> names = new LinkedHashSet<>();
                    for (String part : List.of(text.split(",", -1))) {
                        String name = part.strip();
                        if (!name.chars().allMatch(Kind::isNamePart)) {
                            return null;
                        }
                        if (!name.isEmpty()) {
                            names.add(name);
                        }
                    }
                    return names.isEmpty() ? null : Set.copyOf(names);
                });
    }

    private static boolean isNamePart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }

    static Kind<ZoneId> zone() {
        return new Kind<>(
                "a time zone of the IANA database, such as Europe/Berlin",
                false,
                text -> {
                    try {
                        return ZoneId.of(text);
                    } catch (DateTimeException e) {
                        return null;
                    }
                });
    }

    static Kind<Instant> instant() {
        return new Kind<>(
                "an instant, such as 2026-11-17T09:00:00Z",
                false,
                text -> {
                    try {
                        return Instant.parse(text);
                    } catch (DateTimeException e) {
                        return null;
                    }
                });
    }
}
