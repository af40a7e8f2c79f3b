package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.agreed;
import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static io.github.clockifymcp.server.packaged.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.sandbox.Person;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.AllTools;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two tenants of one service. Acme does all that the scripts of the tools do, in one workspace;
/// bolt then says the same words, at the other replica, with all that acme was told: ids, changes,
/// pages, links, seals. Bolt's key belongs to somebody whom Clockify would let into acme's
/// workspace, so that nothing but the service itself keeps the two apart.
class IsolationTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SCRIPTS = Path.of("src/test/resources/scripts");
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{24}\\b");
    private static final Pattern LINK = Pattern.compile("clockify://[^\\s\"'\\\\)\\]]+");
    private static final Pattern VARIABLE = Pattern.compile("\\$([a-z][a-z0-9_]*)");

    /// Settings under which nothing but isolation keeps a call from what it asks for.
    private static final Map<String, String> WIDE =
            Map.of(
                    "CLOCKIFY_POLICY", "full",
                    "CLOCKIFY_RATE_LIMIT", "0",
                    "CLOCKIFY_PER_TOKEN_RATE_LIMIT", "0");

    @TempDir Path folder;

    private final Set<String> acmesIds = new HashSet<>();
    private final Set<String> acmesNames = new TreeSet<>();
    private final Set<String> links = new TreeSet<>();
    private final Set<String> tried = new TreeSet<>();
    private int succeeded;
    private TenantService service;
    private Listening one;
    private Listening other;
    private ModernCaller ann;
    private ModernCaller bob;

    /// A call that acme made, and what it was asked, if it was.
    private record Made(ObjectNode call, JsonNode answer) {}

    @BeforeEach
    void begin() throws Exception {
        service = TenantService.begin(folder);
        service.run("tenant", "create", "acme", "--workspace=" + Seed.studio());
        service.run("tenant", "create", "bolt", "--workspace=" + Seed.laboratory());
        ann = service.caller("acme", "ann");
        bob = service.caller("bolt", "bob");
        service.key("bruno", "acme", "--principal=token#ann");
        service.key("ada", "bolt", "--principal=token#bob");
        one = service.replica(WIDE);
        other = service.replica(WIDE);
        for (String path : List.of("/projects", "/clients", "/tags")) {
            service.sandbox()
                    .beside()
                    .studio("GET", path + "?page-size=5000", "")
                    .forEach(each -> acmesNames.add(each.path("name").asText()));
        }
        acmesNames.remove("Nordlicht (internal)"); // bolt has one of that name too
        acmesNames.removeIf(name -> !name.contains(" ")); // a word alone may stand anywhere
        assertThat(acmesNames).hasSizeGreaterThan(10);
    }

    @AfterEach
    void end() throws Exception {
        service.end();
    }

    /// All are called through the one that calls any.
    private static ObjectNode call(String tool, String arguments) throws IOException {
        return params(
                "clockify_run_tool",
                "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
    }

    private static boolean isAsked(JsonNode result) {
        return result.path("resultType").asText().equals("input_required");
    }

    private static String text(JsonNode answer) {
        StringBuilder text = new StringBuilder();
        for (JsonNode block : answer.path("content")) {
            text.append(block.path("text").asText())
                    .append(block.path("uri").asText())
                    .append('\n');
        }
        return text.toString();
    }

    /// Acme's side of a script: each call that stands in it, agreed to where that is asked.
    private List<Made> play(Path script) throws Exception {
        Map<String, String> remembered = new HashMap<>();
        List<Made> made = new ArrayList<>();
        String last = "";
        for (String line : Files.readAllLines(script)) {
            if (line.startsWith("> ")) {
                String[] words = said(line.substring(2), remembered).split(" ", 2);
                ObjectNode call = call(words[0], words.length == 1 ? "{}" : words[1]);
                JsonNode first = ann.result(one, call);
                made.add(new Made(call, first));
                JsonNode result = isAsked(first) ? ann.result(one, agreed(call, first)) : first;
                last = text(result);
                ID.matcher(last).results().forEach(id -> acmesIds.add(id.group()));
                LINK.matcher(last).results().forEach(link -> links.add(link.group()));
                tried.add(words[0]);
                succeeded += result.path("isError").asBoolean() ? 0 : 1;
            } else if (line.startsWith("$")) {
                String[] parts = line.substring(1).split(" = ", 2);
                Matcher found = Pattern.compile(parts[1]).matcher(last);
                if (found.find()) {
                    remembered.put(parts[0].strip(), found.group(1));
                }
            }
        }
        return made;
    }

    private static String said(String line, Map<String, String> remembered) {
        return VARIABLE.matcher(line)
                .replaceAll(variable ->
                        Matcher.quoteReplacement(
                                remembered.getOrDefault(variable.group(1), variable.group())));
    }

    /// Bolt says the same, and what acme was asked it answers too.
    private void repeat(Made made) throws Exception {
        if (isAsked(made.answer())) {
            ObjectNode stolen = agreed(made.call(), made.answer());
            keepsApart(stolen, bob.send(other, stolen).body());
        }
        JsonNode first = bob.result(other, made.call());
        keepsApart(made.call(), first.toString());
        if (isAsked(first)) {
            ObjectNode yes = agreed(made.call(), first);
            keepsApart(yes, bob.result(other, yes).toString());
        }
    }

    /// Nothing is answered that is acme's but what was said in the question.
    private void keepsApart(JsonNode question, String answer) {
        String asked = question.toString();
        // What bolt names may be bolt's own from then on.
        acmesNames.removeIf(
                name -> asked.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)));
        assertThat(ID.matcher(answer).results().map(id -> id.group()))
                .as("%s: %s", asked, answer)
                .allMatch(id -> !acmesIds.contains(id) || asked.contains(id));
        assertThat(acmesNames).as("%s: %s", asked, answer).noneMatch(answer::contains);
    }

    @Test
    void what_one_did_and_was_told_is_of_no_use_to_the_other() throws Exception {
        Set<String> both = new HashSet<>(Set.of(Seed.studio(), Seed.laboratory()));
        Seed.people().stream().map(Person::id).forEach(both::add);
        List<Path> scripts;
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            scripts = files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        }
        for (Path script : scripts) {
            List<Made> made = play(script);
            acmesIds.removeAll(both);
            service.sandbox().requests();
            for (Made each : made) {
                repeat(each);
            }
            assertThat(service.sandbox().requests())
                    .as(script.getFileName().toString())
                    .noneMatch(request -> request.contains("/WS"));
        }
        Set<String> missing = new TreeSet<>();
        AllTools.infos().forEach(tool -> missing.add(tool.name()));
        missing.removeAll(AllTools.addresses());
        missing.removeAll(tried);
        assertThat(missing).isEmpty();
        assertThat(succeeded).isGreaterThan(400);
        assertThat(acmesIds).hasSizeGreaterThan(20);
        assertThat(acmesNames).isNotEmpty();
        assertThat(links).isNotEmpty();
        for (String link : links) {
            ObjectNode read = JSON.createObjectNode().put("uri", link);
            keepsApart(read, bob.send(other, "resources/read", link, read).body());
        }
        assertThat(service.sandbox().requests()).noneMatch(request -> request.contains("/WS"));
    }

    @Test
    void who_knows_the_others_session_can_do_nothing_with_it() throws Exception {
        try (LegacyCaller session = LegacyCaller.begin(one, ann.token());
                LegacyCaller thief = session.as(bob.token())) {
            session.told(one, "clockify_create_tag", "{\"name\":\"Acme only\"}");
            try (LegacyCaller.Asking undo = session.asking(one, "clockify_undo", "{}")) {
                JsonNode question = undo.until("elicitation/create");
                for (Listening server : List.of(one, other)) {
                    assertThat(thief.call(server)).isEqualTo(404);
                    assertThat(thief.listen(server)).isEqualTo(404);
                    assertThat(thief.accept(server, question.path("id"))).isEqualTo(404);
                    assertThat(thief.cancel(server, undo.id())).isEqualTo(404);
                    assertThat(thief.delete(server)).isEqualTo(404);
                }
                assertThat(session.accept(other, question.path("id"))).isEqualTo(202);
                assertThat(undo.until("result").toString()).contains("Taken back");
            }
        }
    }

    @Test
    void what_happens_at_one_is_no_news_to_the_other() throws Exception {
        String acmes =
                "clockify://workspace/%s/project/%s"
                        .formatted(Seed.studio(), Seed.id("project", "Booking App"));
        ObjectNode wanted = JSON.createObjectNode();
        wanted.putObject("notifications").putArray("resourceSubscriptions").add(acmes);
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        List<String> own = Collections.synchronizedList(new ArrayList<>());
        HttpResponse<Stream<String>> bobs = bob.stream(one, "subscriptions/listen", wanted);
        HttpResponse<Stream<String>> anns = ann.stream(other, "subscriptions/listen", wanted);
        Thread.ofVirtual().start(() -> bobs.body().forEach(heard::add));
        Thread.ofVirtual().start(() -> anns.body().forEach(own::add));
        ObjectNode change =
                call("clockify_update_project", "{\"project\":\"Booking App\",\"note\":\"News\"}");
        assertThat(ann.result(one, change).path("isError").asBoolean()).isFalse();

        soon(() -> own.toString().contains("notifications/resources/updated"));
        assertThat(heard.toString()).doesNotContain("notifications/resources/updated");
    }
}
