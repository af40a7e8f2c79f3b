package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.server.packaged.Printed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/// Commands without a process for each, which takes a second or two.
public final class CommandLines {
    private CommandLines() {}

    /// Does what the command says, which has to work.
    ///
    /// @return what it printed
    public static String run(Map<String, String> environment, String... arguments) {
        Printed printed = printed(environment, "", arguments);
        assertThat(printed.code()).as("%s: %s", List.of(arguments), printed.err()).isZero();
        return printed.out();
    }

    /// Does what the command says.
    ///
    /// @param typed what it can read
    public static Printed printed(
            Map<String, String> environment, String typed, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(UTF_8));
        int code = new Commands(environment, in, out, err).run(arguments);
        return new Printed(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
