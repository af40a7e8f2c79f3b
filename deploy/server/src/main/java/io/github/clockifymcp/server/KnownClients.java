package io.github.clockifymcp.server;

import io.github.clockifymcp.mcp.server.Channel;
import io.github.clockifymcp.server.settings.ResultChannel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// In which channel an answer goes out, by the program that asked: clients differ in what of a
/// result their models read, and MCP has no way to say it.
///
/// Text is right for all of them as long as no output schemas are published: each hands it on when
/// it stands alone, and it is the shortest. Published schemas demand structured content, and then
/// text goes beside it only to those who would read nothing else.
final class KnownClients {
    /// How many names are remembered, and up to which length: they come from outside.
    private static final int REMEMBERED = 256;

    private static final int LONGEST = 100;

    /// What a client hands to its model of a result that has both.
    enum Reads {
        /// The text alone. Of a client that nobody has looked at we assume it.
        TEXT,
        /// The structured content alone.
        STRUCTURED,
        /// Both, which costs twice.
        BOTH
    }

    /// @param name how names begin that it gives itself in `clientInfo`, in small letters, with
    ///   hyphens between the words
    /// @param source where somebody looked, on GitHub
    private record Known(String name, Reads reads, String source) {}

    /// The names are those seen in `initialize`; `copilot-…` are what others call the hosts of
    /// Copilot, all of which seem to say `github-copilot-developer` (github/copilot-cli#1268).
    private static final List<Known> TABLE =
            List.of(
                    new Known("claude-code", Reads.STRUCTURED, "anthropics/claude-code#79944"),
                    new Known("codex", Reads.STRUCTURED, "openai/codex#38287"),
                    new Known("opencode", Reads.TEXT, "anomalyco/opencode#34505"),
                    new Known("kimi", Reads.TEXT, "MoonshotAI/kimi-code#3234"),
                    new Known("open-webui", Reads.TEXT, "open-webui/open-webui#28926"),
                    new Known("github-copilot", Reads.BOTH, "github/copilot-cli#4515"),
                    new Known("copilot-cli", Reads.BOTH, "github/copilot-cli#4515"),
                    new Known(
                            "copilot-intellij",
                            Reads.BOTH,
                            "microsoft/copilot-intellij-feedback#2058"));

    private final ResultChannel wanted;
    private final boolean outputSchemas;
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();

    /// @param wanted what the operator set
    /// @param outputSchemas whether schemas are published
    KnownClients(ResultChannel wanted, boolean outputSchemas) {
        this.wanted = wanted;
        this.outputSchemas = outputSchemas;
    }

    /// Where answers stand for a client.
    ///
    /// @param name as it gave it; empty when it gave none
    Channel channel(String name) {
        return switch (wanted) {
            case TEXT -> Channel.TEXT;
            case STRUCTURED -> Channel.STRUCTURED;
            case BOTH -> Channel.BOTH;
            case AUTO -> outputSchemas ? remembered(name) : Channel.TEXT;
        };
    }

    private Channel remembered(String name) {
        Channel known = channels.get(name);
        if (known == null) {
            known = reads(name) == Reads.TEXT ? Channel.BOTH : Channel.STRUCTURED;
            if (channels.size() < REMEMBERED && name.length() <= LONGEST) {
                channels.put(name, known);
            }
        }
        return known;
    }

    /// What is known of a client: `Claude Code` and `claude-code (via mcp-remote)` are the same
    /// one, `claude-codex` is not.
    static Reads reads(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "-";
        for (Known known : TABLE) {
            if (plain.startsWith(known.name() + "-")) {
                return known.reads();
            }
        }
        return Reads.TEXT;
    }

    /// Where somebody looked, for each name of the table.
    static Map<String, String> sources() {
        return TABLE.stream().collect(Collectors.toUnmodifiableMap(Known::name, Known::source));
    }
}
