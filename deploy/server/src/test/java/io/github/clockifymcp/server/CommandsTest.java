package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void what_is_not_understood_is_refused_without_being_repeated() {
        String all =
                refused("--api-key=s3cret")
                        + refused("--api-key", "s3cret")
                        + refused("s3cret")
                        + refused("-s3cret")
                        + refused("sandbox", "s3cret");

        assertThat(all)
                .contains("The option --api-key is not understood.")
                .contains("An argument is not understood.")
                .contains("CLOCKIFY_API_KEY")
                .doesNotContain("s3cret");
        assertThat(out.size()).isZero();
    }

    @Test
    void an_option_without_its_value_is_told() {
        assertThat(refused("--profile")).contains("--profile");
    }

    private String refused(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            Commands commands = new Commands(Map.of(), new ByteArrayInputStream(new byte[0]), out);
            assertThat(commands.run(arguments)).isEqualTo(2);
            return err.toString(UTF_8);
        } finally {
            System.setErr(before);
        }
    }
}
