package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A person's browser, as far as the page for keys needs one: it keeps cookies, follows no redirect
/// by itself, and sends each request to whichever replica it is told to, as a balancer would.
final class Browser implements AutoCloseable {
    /// Where the page is for it.
    static final String ORIGIN = "https://mcp.example.com";

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new TreeMap<>();
    private final StringBuilder seen = new StringBuilder();

    /// What came.
    record Page(HttpResponse<String> answer) {
        int status() {
            return answer.statusCode();
        }

        String body() {
            return answer.body();
        }

        String header(String name) {
            return answer.headers().firstValue(name).orElse("");
        }

        List<String> cookies() {
            return answer.headers().allValues("Set-Cookie");
        }

        /// What its forms have to say.
        String csrf() {
            Matcher matcher = CSRF.matcher(answer.body());
            assertThat(matcher.find()).as(answer.body()).isTrue();
            return matcher.group(1);
        }
    }

    /// Everything that was ever shown, with all addresses.
    String seen() {
        return seen.toString();
    }

    Map<String, String> cookies() {
        return cookies;
    }

    /// Asks for a page of ours.
    Page get(Listening server, String path) throws IOException, InterruptedException {
        return send(request(server, path).GET());
    }

    /// Sends a form of the page, as the page does.
    Page post(Listening server, String path, Map<String, String> form)
            throws IOException, InterruptedException {
        return post(server, path, form, Map.of("Origin", "null", "Sec-Fetch-Site", "same-origin"));
    }

    /// Sends a form from somewhere.
    Page post(Listening server, String path, Map<String, String> form, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(server, path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        headers.forEach(request::header);
        return send(request);
    }

    private static String encoded(Map<String, String> form) {
        StringJoiner text = new StringJoiner("&");
        form.forEach((name, value) -> text.add(name + "=" + URLEncoder.encode(value, UTF_8)));
        return text.toString();
    }

    private HttpRequest.Builder request(Listening server, String path) {
        String local = path.startsWith(ORIGIN) ? path.substring(ORIGIN.length()) : path;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d%s".formatted(server.port(), local)));
        if (!cookies.isEmpty()) {
            StringJoiner all = new StringJoiner("; ");
            cookies.forEach((name, value) -> all.add(name + "=" + value));
            request.header("Cookie", all.toString());
        }
        return request;
    }

    private Page send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest sent = request.build();
        Page page = new Page(http.send(sent, BodyHandlers.ofString()));
        seen.append(sent.uri()).append('\n').append(page.answer().headers().map()).append('\n');
        seen.append(page.body()).append('\n');
        for (String cookie : page.cookies()) {
            String pair = cookie.substring(0, cookie.indexOf(';'));
            String name = pair.substring(0, pair.indexOf('='));
            if (cookie.contains("Max-Age=0")) {
                cookies.remove(name);
            } else {
                cookies.put(name, pair.substring(name.length() + 1));
            }
        }
        return page;
    }

    /// Follows a link to the page, signs in at the provider where it is sent, and comes back.
    ///
    /// @param back the replica that it comes back to
    /// @return where the page leads then
    Page signIn(Listening server, Listening back, String link, String who)
            throws IOException, InterruptedException {
        Page away = get(server, link);
        assertThat(away.status()).as(away.body()).isEqualTo(303);
        Page page = get(back, atProvider(away.header("Location"), who));
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page;
    }

    /// What a person does at the provider.
    ///
    /// @return where it sends the browser
    String atProvider(String address, String who) throws IOException, InterruptedException {
        Map<String, String> form = new HashMap<>(Map.of("username", who, "claims", ""));
        HttpRequest login =
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                        .build();
        HttpResponse<String> answer = http.send(login, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Override
    public void close() {
        http.close();
    }
}
