package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds `docs/guides-migrating.md` to the settings and the tools there are.
final class MigratingGuideTest {
    private static final Path PAGE = Page.ROOT.resolve("docs/guides-migrating.md");
    private static final Pattern SETTING =
            Pattern.compile("`((?:CLOCKIFY|MCP|OTEL)_[A-Z_]+)(?:=[^`]*)?`");
    private static final Pattern TOOL = Pattern.compile("`(clockify_[a-z_]+)`");

    private static final Set<String> SETTINGS =
            SettingTable.all().stream().map(Setting::name).collect(Collectors.toSet());

    @Test
    void settings_that_stay_are_there() throws IOException {
        Set<String> named = named(SETTING, below("### Settings that stay"));

        assertThat(SETTINGS).containsAll(named);
        assertThat(named).hasSizeGreaterThan(50);
    }

    @Test
    void what_replaces_a_setting_is_there() throws IOException {
        List<String> rows = new ArrayList<>(rows("### Settings to replace"));
        rows.addAll(rows("## From tracegazer/clockify-mcp"));

        Set<String> here = new TreeSet<>();
        for (String row : rows) {
            here.addAll(named(SETTING, row.split("\\|", -1)[2]));
        }

        assertThat(SETTINGS).containsAll(here);
        assertThat(here).hasSizeGreaterThan(8);
    }

    @Test
    void settings_that_are_gone_are_gone() throws IOException {
        Set<String> gone = new TreeSet<>();
        for (String row : rows("### Settings that are gone")) {
            gone.addAll(named(SETTING, row.split("\\|", -1)[1]));
        }

        assertThat(gone).hasSizeGreaterThan(25).doesNotContainAnyElementsOf(SETTINGS);
    }

    @Test
    void tools_it_names_as_ours_are_there() throws IOException {
        Set<String> ours = new TreeSet<>(named(TOOL, below("## From tracegazer/clockify-mcp")));
        Set<String> there =
                Files.readAllLines(Path.of("policy-matrix.tsv")).stream()
                        .map(line -> line.split("\t", -1)[0])
                        .collect(Collectors.toSet());

        assertThat(there).containsAll(ours);
        assertThat(ours).hasSizeGreaterThan(30);
    }

    private static Set<String> named(Pattern pattern, String text) {
        Set<String> named = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        return named;
    }

    private static List<String> rows(String heading) throws IOException {
        return below(heading).lines().filter(line -> line.startsWith("| `")).toList();
    }

    /// What stands between a heading and the next one.
    private static String below(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf("\n" + heading + "\n") + heading.length() + 2;
        assertThat(from).as(heading).isGreaterThan(heading.length() + 2);
        int to = page.indexOf("\n#", from);
        return page.substring(from, to < 0 ? page.length() : to);
    }
}
