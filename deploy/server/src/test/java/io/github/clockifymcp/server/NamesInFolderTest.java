package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesInFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void inFolder() {
        file = folder.resolve("names.json");
    }

    private NamesInFolder names(String owner, Instant now) {
        return new NamesInFolder(file, owner, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void what_one_process_found_the_next_knows_until_it_is_too_old() {
        names("a", NOW).put("w/project/site", "{}", HOUR);

        assertThat(names("a", NOW).get("w/project/site")).contains("{}");
        assertThat(names("a", NOW.plus(HOUR)).get("w/project/site")).isEmpty();
    }

    @Test
    void nobody_knows_what_another_key_found_or_can_forget_it() {
        names("a", NOW).put("w/project/site", "{}", HOUR);

        names("b", NOW).forget("");

        assertThat(names("b", NOW).get("w/project/site")).isEmpty();
        assertThat(names("a", NOW).get("w/project/site")).contains("{}");
    }

    @Test
    void two_processes_see_what_the_other_put_and_forgot() {
        NamesInFolder one = names("a", NOW);
        NamesInFolder other = names("a", NOW);
        one.put("w/tag/x", "1", HOUR);
        other.put("w/tag/y", "2", HOUR);

        assertThat(one.get("w/tag/y")).contains("2");
        one.forget("w/tag/");
        assertThat(other.get("w/tag/x")).isEmpty();
        assertThat(other.get("w/tag/y")).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_used_is_as_good_as_none() throws Exception {
        Files.writeString(file, "{\"a/w/tag/x\": {\"value\": 1, \"until\": \"tomorrow\"}");
        NamesInFolder names = names("a", NOW);

        assertThat(names.get("w/tag/x")).isEmpty();
        names.put("w/tag/y", "2", HOUR);
        assertThat(names("a", NOW).get("w/tag/y")).contains("2");

        Files.delete(file);
        Files.createDirectory(file);
        Files.createFile(file.resolve("in the way"));
        NamesInFolder nowhere = names("a", NOW);
        nowhere.put("w/tag/z", "3", HOUR);
        assertThat(nowhere.get("w/tag/z")).contains("3");
    }

    @Test
    void there_are_never_more_than_a_thousand_and_the_oldest_go_first() {
        NamesInFolder names = names("a", NOW);
        for (int i = 0; i < 1_003; i++) {
            names.put("k" + i, "v", HOUR);
        }

        assertThat(names("a", NOW).get("k2")).isEmpty();
        assertThat(names("a", NOW).get("k3")).contains("v");
        assertThat(names("a", NOW).get("k1002")).contains("v");
    }
}
