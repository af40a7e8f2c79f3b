package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.clockifymcp.enforcement.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final String GOOD = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("keys"), content);
    }

    private String refusal(String content) throws IOException {
        Path file = file(content);
        try {
            return "taken: " + KeyFile.read(file);
        } catch (StateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void a_new_key_makes_the_file_for_its_owner_alone_and_another_comes_after_it()
            throws IOException {
        Path file = folder.resolve("keys");

        String first = KeyFile.append(file, new SecureRandom());
        String second = KeyFile.append(file, new SecureRandom());

        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        List<KeyFile.Key> keys = KeyFile.read(file);
        assertThat(keys).extracting(KeyFile.Key::id).containsExactly(first, second);
        assertThat(keys.getFirst().secret())
                .hasSize(KeyFile.KEY_BYTES)
                .isNotEqualTo(keys.getLast().secret());
    }

    @Test
    void a_file_that_lacks_its_last_newline_is_not_spoiled() throws IOException {
        Path file = file("k1 " + GOOD);

        String added = KeyFile.append(file, new SecureRandom());

        assertThat(KeyFile.read(file)).extracting(KeyFile.Key::id).containsExactly("k1", added);
    }

    @Test
    void remarks_and_empty_lines_are_passed_over() throws IOException {
        List<KeyFile.Key> keys = KeyFile.read(file("# ours\n\n  k1  " + GOOD + "  \n"));

        assertThat(keys).hasSize(1);
        assertThat(keys.getFirst().secret()).startsWith(0, 1, 2, 3).hasSize(32);
        assertThat(keys).hasToString("[Key[k1]]");
    }

    @Test
    void what_is_no_key_is_told_by_its_line_and_not_repeated() throws IOException {
        String cut = GOOD.substring(0, 40);

        assertThat(refusal("k1 " + GOOD + "\nk2 " + cut))
                .contains("Line 2", "key new")
                .doesNotContain(cut);
        assertThat(refusal(GOOD)).contains("Line 1").doesNotContain(GOOD);
        assertThat(refusal("k1 " + GOOD + "\nk1 " + GOOD)).contains("two keys with the id k1");
        assertThat(refusal("# nothing\n")).contains("has none", "key new --file");
    }

    @Test
    void a_file_that_everybody_may_change_holds_nobodys_keys() throws IOException {
        Path file = file("k1 " + GOOD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThatExceptionOfType(StateException.class)
                .isThrownBy(() -> KeyFile.read(file))
                .withMessageContaining("chmod o-w");
    }

    @Test
    void a_file_that_is_not_there_is_told_how_to_be_made() {
        assertThatExceptionOfType(StateException.class)
                .isThrownBy(() -> KeyFile.read(folder.resolve("none")))
                .withMessageContaining("clockify-mcp key new --file");
    }
}
