package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/// Commands that prepare something for a test, without a process for each. What the commands
/// themselves do is tried as they are packaged.
public final class CommandLines {
    private CommandLines() {}

    /// Does what the command says, which has to work.
    ///
    /// @return what it printed
    public static String run(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = new Commands(environment, InputStream.nullInputStream(), out).run(arguments);
        assertThat(code).as("%s; what is wrong is in standard error", List.of(arguments)).isZero();
        return out.toString(UTF_8);
    }
}
