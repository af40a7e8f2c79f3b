package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a plain member may do, and what not: `access.tsv` has a request for every route, and for
/// many two, one about oneself and one about somebody else. What a member is refused is a request
/// that the owner may make, so that it is the person who is refused and not the request.
class WhoMayTest extends SandboxTest {

    private static final Pattern NAMED = Pattern.compile("<([a-z-]+)(?::([^>]+))?>");
    private static final int COLUMNS = 6;

    /// A line of the file.
    ///
    /// @param member the status that a member gets
    /// @param owner the status that the owner gets for the same; empty where the member may
    private record Line(
            String route, String values, String body, int member, String owner, String why) {

        private static Line of(String text) {
            String[] columns = text.split("\t", -1);
            assertThat(columns).as(text).hasSize(COLUMNS);
            int member = Integer.parseInt(columns[3]);
            return new Line(columns[0], columns[1], columns[2], member, columns[4], columns[5]);
        }

        private boolean refused() {
            return !owner.isEmpty();
        }
    }

    @Test
    void every_route_says_who_may() throws IOException {
        Set<String> listed = new TreeSet<>();
        lines().forEach(line -> listed.add(line.route));

        assertThat(listed).containsExactlyElementsOf(new TreeSet<>(new Services().routes()));
        assertThat(lines()).filteredOn(Line::refused).noneMatch(line -> line.why.isEmpty());
    }

    @Test
    void a_member_may_what_is_open() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Line line : lines()) {
            if (!line.refused()) {
                asNew();
                HttpResponse<byte[]> answer = send(mina, line);
                if (answer.statusCode() != line.member || answer.statusCode() == 403) {
                    wrong.add(line.route + " answers " + text(answer));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_member_may_not_what_is_for_others_and_nothing_changes() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Line line : lines()) {
            if (line.refused()) {
                asNew();
                String before = sandbox().contents();
                HttpResponse<byte[]> refusal = send(mina, line);
                if (refusal.statusCode() != line.member || !isError(refusal)) {
                    wrong.add(line.route + " answers a member " + text(refusal));
                }
                if (!sandbox().contents().equals(before)) {
                    wrong.add(line.route + " changed something for a member");
                }
                HttpResponse<byte[]> answer = send(ada, line);
                if (!line.owner.equals(Integer.toString(answer.statusCode()))) {
                    wrong.add(line.route + " answers the owner " + text(answer));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void where_only_admins_make_tags_and_tasks_a_member_may_not() {
        Http hana = Http.as(sandbox(), "hana");
        String tag = lab + "/tags/" + Seed.id("tag", "experiment");
        String tasks = lab + "/projects/" + Seed.id("project", "Lab: Ink") + "/tasks";
        String task = tasks + "/" + ada.post(tasks, "{'name':'Mix','status':'DONE'}").text("id");
        String before = sandbox().contents();

        List<Reply> refused =
                List.of(
                        hana.post(lab + "/tags", "{'name':'hers'}"),
                        hana.put(tag, "{'name':'hers'}"),
                        hana.delete(tag),
                        hana.post(tasks, "{'name':'hers'}"),
                        hana.put(task, "{'name':'hers'}"),
                        hana.delete(task));

        assertThat(refused).allMatch(reply -> reply.status() == 403 && reply.code() == 501);
        assertThat(sandbox().contents()).isEqualTo(before);
        assertThat(ada.delete(task).status()).isEqualTo(200);
    }

    @Test
    void what_is_compared_shows_a_change() throws IOException {
        String before = sandbox().contents();

        ada.put(ws + "/users/" + Seed.main().id() + "/hourly-rate", "{'amount':100}");

        assertThat(sandbox().contents()).isNotEqualTo(before);
    }

    private static boolean isError(HttpResponse<byte[]> answer) {
        try {
            JsonNode body = Json.MAPPER.readTree(answer.body());
            return body.path("code").isNumber() && !body.path("message").asText().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> send(Http who, Line line) throws IOException {
        String[] route = line.route.split(" ", 2);
        String path = route[1].replace("{ws}", Seed.studio());
        String values = named(line.values);
        int mark = values.contains("?") ? values.indexOf('?') : values.length();
        for (String value : values.substring(0, mark).split(",", -1)) {
            path = path.replaceFirst("\\{[a-z]+}", value);
        }
        String full = base(path) + path + values.substring(mark);
        String body = named(line.body);
        return body.startsWith("form ")
                ? who.form(route[0], full, Arrays.asList(body.substring(5).split("&", -1)))
                : who.raw(route[0], full, body, "application/json");
    }

    private static String base(String path) {
        if (path.contains("/reports/") || path.contains("/shared-reports")) {
            return "/report/v1";
        }
        return path.endsWith("/audit-log") ? "/auditlog/v1" : "/api/v1";
    }

    /// The text with ids in the place of `<project:Website>`. An entry is somebody's latest.
    private String named(String text) {
        return NAMED.matcher(text).replaceAll(this::id);
    }

    private String id(MatchResult name) {
        return switch (name.group(1)) {
            case "person" -> Seed.person(name.group(2)).id();
            case "entry" ->
                    ada.get(
                                    "%s/user/%s/time-entries?page-size=1"
                                            .formatted(ws, Seed.person(name.group(2)).id()))
                            .json()
                            .get(0)
                            .path("id")
                            .asText();
            case "settings" -> ada.get(ws + "/invoices/settings").json().toString();
            default -> Seed.id(name.group(1), name.group(2));
        };
    }

    private static List<Line> lines() throws IOException {
        try (InputStream in = WhoMayTest.class.getResourceAsStream("/access.tsv")) {
            byte[] file = Objects.requireNonNull(in).readAllBytes();
            return new String(file, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Line::of)
                    .toList();
        }
    }
}
