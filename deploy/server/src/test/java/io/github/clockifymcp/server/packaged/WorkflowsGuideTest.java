package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/guides-workflows.md` shows conversations with the server. They are had here, and the page
/// must say what came of them; `make guide` writes that down: this test with `-Dguide.write=true`.
///
/// In a block of the page `>` is a call, `?` what the person was asked and agreed to, and every
/// other line what the tool answered. A block that begins with `@` is of a session of its own.
class WorkflowsGuideTest {
    private static final Path PAGE = Path.of("../../docs/guides-workflows.md");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path folder;

    @Test
    void the_guide_shows_what_happens() throws Exception {
        List<String> page = Files.readAllLines(PAGE);

        String had = String.join("\n", had(page)) + "\n";
        if (Boolean.getBoolean("guide.write")) {
            Files.writeString(PAGE, had);
        }

        assertThat(Files.readString(PAGE)).as("run make guide").isEqualTo(had);
    }

    /// The page with what the server answers now.
    private List<String> had(List<String> page) throws Exception {
        List<String> had = new ArrayList<>();
        ToolSession session = null;
        boolean inside = false;
        try {
            for (String line : page) {
                if (line.equals("```")) {
                    inside = !inside;
                }
                if (!inside || line.equals("```")) {
                    had.add(line);
                } else if (line.startsWith("@ ")) {
                    if (session != null) {
                        session.close();
                    }
                    session = start(line.substring(2), had.size());
                    had.add(line);
                } else if (line.startsWith("> ")) {
                    assertThat(session).as("nobody to call: " + line).isNotNull();
                    had.add(line);
                    call(session, line.substring(2), had);
                }
            }
        } finally {
            if (session != null) {
                session.close();
            }
        }
        return had;
    }

    private ToolSession start(String person, int number) throws Exception {
        Path home = Files.createDirectory(folder.resolve("home-" + number));
        return ToolSession.start(
                home,
                Map.of(
                        "CLOCKIFY_API_KEY",
                        "sandbox-key-" + person.strip(),
                        "CLOCKIFY_POLICY",
                        "standard"),
                ToolSession.FRIDAY);
    }

    private static void call(ToolSession session, String call, List<String> had) throws Exception {
        String[] parts = call.split(" ", 2);
        String before = session.asked();
        JsonNode result = session.call(parts[0], parts.length == 1 ? "{}" : parts[1]);
        String question = session.asked();
        if (!question.equals(before)) {
            JSON.readTree(question)
                    .at("/params/message")
                    .asText()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> had.add("? " + line));
        }
        for (JsonNode block : result.path("content")) {
            block.path("text").asText().lines().forEach(had::add);
            if (block.has("uri")) {
                had.add(block.path("uri").asText());
            }
        }
    }
}
