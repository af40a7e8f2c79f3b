package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.server.settings.SettingTable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What `clockify-mcp settings` says.
final class SettingsCommandTest {

    @Test
    void a_setting_is_told_with_its_value_who_said_it_and_what_it_means() {
        String said =
                CommandLines.run(
                        Map.of("CLOCKIFY_ACCESS_MODE", "read", "CLOCKIFY_API_KEY", "s3cret"),
                        "settings");

        assertThat(said)
                .contains(
                        """
                        CLOCKIFY_POLICY=read_only  (of the environment's CLOCKIFY_ACCESS_MODE)
                            How much the server may change.
                            It takes one of read_only,\
                        """)
                .contains("CLOCKIFY_API_KEY=(secret)  (of the environment's CLOCKIFY_API_KEY)")
                .doesNotContain("s3cret");
        assertThat(SettingTable.all())
                .allSatisfy(
                        setting -> assertThat("\n" + said).contains("\n" + setting.name() + "="));
    }

    @Test
    void a_part_of_the_name_is_enough_and_programs_read_it_as_json() throws Exception {
        JsonNode said =
                new JsonMapper()
                        .readTree(
                                CommandLines.run(
                                        Map.of(),
                                        "--profile=sandbox",
                                        "settings",
                                        "policy",
                                        "--json"));

        assertThat(said).hasSize(1);
        assertThat(said.path(0).path("name").asText()).isEqualTo("CLOCKIFY_POLICY");
        assertThat(said.path(0).path("value").asText()).isEqualTo("standard");
        assertThat(said.path(0).path("origin").asText()).isEqualTo("profile");
    }

    @Test
    void settings_that_end_a_start_are_told_all_the_same() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, String> wrong = Map.of("CLOCKIFY_POLICY", "open");

        int code =
                new CommandLine(new SettingsCommand(wrong, Optional::empty, out)).execute("policy");

        assertThat(code).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith(
                        "CLOCKIFY_POLICY=open  (of the environment's CLOCKIFY_POLICY, refused)");
    }
}
