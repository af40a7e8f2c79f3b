package io.github.clockifymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.stdio.Served;
import org.junit.jupiter.api.Test;

class ExampleServerTest {

    @Test
    void a_server_needs_no_more_than_a_tool_and_somebody_who_lets_it_run() {
        try (Served served = new Served(new ExampleServer().make())) {
            served.greet("2025-11-25", "{}");
            String answer =
                    served.ask(
                            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"greet\",\"arguments\":{\"name\":\"Ann\"}}}");

            assertThat(answer).contains("Hello, Ann!");
        }
    }
}
