package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.server.Channel;
import io.github.clockifymcp.server.KnownClients.Reads;
import io.github.clockifymcp.server.settings.ResultChannel;
import org.junit.jupiter.api.Test;

class KnownClientsTest {

    @Test
    void a_client_is_known_however_it_writes_its_name() {
        for (String name :
                new String[] {
                    "claude-code",
                    "Claude Code",
                    " claude-code ",
                    "claude-code (via mcp-remote 0.1)"
                }) {
            assertThat(KnownClients.reads(name)).as(name).isEqualTo(Reads.STRUCTURED);
        }
        assertThat(KnownClients.reads("codex-mcp-client")).isEqualTo(Reads.STRUCTURED);
        assertThat(KnownClients.reads("opencode")).isEqualTo(Reads.TEXT);
        assertThat(KnownClients.reads("Kimi Code")).isEqualTo(Reads.TEXT);
        assertThat(KnownClients.reads("github-copilot-developer")).isEqualTo(Reads.BOTH);
        assertThat(KnownClients.reads("copilot-intellij/1.17.0")).isEqualTo(Reads.BOTH);
    }

    @Test
    void who_is_not_known_is_taken_to_read_text() {
        for (String name : new String[] {"", "test", "claude-ai", "claude-codex", "copilotless"}) {
            assertThat(KnownClients.reads(name)).as(name).isEqualTo(Reads.TEXT);
        }
    }

    @Test
    void without_schemas_text_alone_is_right_for_everybody() {
        KnownClients clients = new KnownClients(ResultChannel.AUTO, false);

        assertThat(clients.channel("claude-code")).isEqualTo(Channel.TEXT);
        assertThat(clients.channel("copilot-intellij")).isEqualTo(Channel.TEXT);
        assertThat(clients.channel("")).isEqualTo(Channel.TEXT);
    }

    @Test
    void with_schemas_there_is_structure_and_text_for_who_reads_nothing_else() {
        KnownClients clients = new KnownClients(ResultChannel.AUTO, true);

        assertThat(clients.channel("claude-code")).isEqualTo(Channel.STRUCTURED);
        assertThat(clients.channel("copilot-intellij")).isEqualTo(Channel.STRUCTURED);
        assertThat(clients.channel("opencode")).isEqualTo(Channel.BOTH);
        assertThat(clients.channel("")).isEqualTo(Channel.BOTH);
        // However many names there are, the answer stays the same.
        for (int i = 0; i < 1_000; i++) {
            assertThat(clients.channel("test" + i)).isEqualTo(Channel.BOTH);
        }
        assertThat(clients.channel("codex-mcp-client")).isEqualTo(Channel.STRUCTURED);
    }

    @Test
    void what_the_operator_set_is_so_for_everybody() {
        assertThat(new KnownClients(ResultChannel.STRUCTURED, false).channel("opencode"))
                .isEqualTo(Channel.STRUCTURED);
        assertThat(new KnownClients(ResultChannel.BOTH, true).channel("copilot-intellij"))
                .isEqualTo(Channel.BOTH);
        assertThat(new KnownClients(ResultChannel.TEXT, false).channel("claude-code"))
                .isEqualTo(Channel.TEXT);
    }

    @Test
    void every_row_says_where_somebody_looked() {
        assertThat(KnownClients.sources()).isNotEmpty();
        assertThat(KnownClients.sources().values())
                .allMatch(source -> source.matches("[\\w-]+/[\\w-]+#\\d+"));
    }
}
