package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.server.packaged.Printed;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CommandsTest {
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
    }

    @Test
    void an_option_without_its_value_is_told() {
        assertThat(refused("--profile")).contains("--profile");
    }

    private static String refused(String... arguments) {
        Printed printed = CommandLines.printed(Map.of(), "", arguments);
        assertThat(printed.code()).isEqualTo(2);
        assertThat(printed.out()).isEmpty();
        return printed.err();
    }
}
