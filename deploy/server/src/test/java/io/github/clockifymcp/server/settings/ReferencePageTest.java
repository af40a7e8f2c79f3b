package io.github.clockifymcp.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds the reference page to the table; `make catalogue` writes it.
final class ReferencePageTest {
    private static final Path PAGE = Path.of("../../docs/reference-settings.md");

    @Test
    void the_reference_page_says_what_the_table_says() throws IOException {
        String page = page();
        if (Boolean.getBoolean("reference.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).as("Run make catalogue").isEqualTo(page);
    }

    private static String page() {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Settings

                            CLOCKIFY_API_KEY=… CLOCKIFY_POLICY=safe_core bin/clockify-mcp

                        Settings are environment variables. What is set there comes before the file of `MCP_CONFIG_FILE`, the file before the profile, the profile before what `ENVIRONMENT=prod` changes, and that before the standard value. White space around a value is dropped, an empty value is none. A value that is not accepted, and a name that is almost one of these, ends the start with exit code 2 and a sentence for each mistake.

                        This page is written by `make catalogue` from `deploy/server/src/main/java/io/github/clockifymcp/server/settings/SettingTable.java`.

                        | setting | standard | takes | meaning |
                        | --- | --- | --- | --- |
                        """);
        for (Setting<?> setting : SettingTable.all()) {
            page.append(
                    "| `%s` | %s | %s | %s%s |%n"
                            .formatted(
                                    setting.name(),
                                    setting.standard() == null ? "" : code(setting.standard()),
                                    setting.kind().accepts(),
                                    setting.meaning(),
                                    setting.kind().secret() ? " Secret: never printed." : ""));
        }
        page.append(
                """

                ## Other names

                Users of other servers may keep what their clients' configuration has. A setting that is said by two names has to be the same by both; only where they differ by their capitals, the one in capitals counts.

                | name | is |
                | --- | --- |
                """);
        for (Alias alias : Alias.ALL) {
            page.append("| `%s` | %s |%n".formatted(alias.name(), meaning(alias)));
        }
        page.append(
                """

                ## Profiles

                What a profile sets holds where nothing else is said. What it needs has to be set by hand.

                | profile | for | sets | needs |
                | --- | --- | --- | --- |
                """);
        for (Profile profile : Profile.values()) {
            page.append(
                    "| `%s` | %s | %s | %s |%n"
                            .formatted(
                                    profile.label(),
                                    profile.meaning(),
                                    pins(profile.pins()),
                                    profile.needs().stream()
                                            .map(ReferencePageTest::code)
                                            .collect(Collectors.joining(", "))));
        }
        return page.toString();
    }

    private static String meaning(Alias alias) {
        return alias.words().isEmpty()
                ? code(alias.setting().name())
                : alias.words().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(word ->
                                code(word.getKey())
                                        + " is "
                                        + code(alias.setting().name() + "=" + word.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String pins(Map<String, String> pins) {
        return Arrays.stream(pins.keySet().toArray(String[]::new))
                .sorted()
                .map(name -> code(name + "=" + pins.get(name)))
                .collect(Collectors.joining(", "));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
