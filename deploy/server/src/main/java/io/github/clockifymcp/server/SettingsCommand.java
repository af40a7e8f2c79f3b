package io.github.clockifymcp.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.server.settings.Inventory;
import io.github.clockifymcp.server.settings.Inventory.Item;
import io.github.clockifymcp.server.settings.Setting;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clockify-mcp settings`: what can be set, and what is set here. It works with settings that end
/// a start too, since whoever looks for what is wrong needs it most.
@Command(
        name = "settings",
        description = "Says what can be set, what is set here, and who said it.",
        sortOptions = false)
final class SettingsCommand extends ProfiledCommand {
    private static final ObjectMapper JSON = new JsonMapper();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Parameters(
            paramLabel = "PART",
            arity = "0..1",
            description = "Only settings with this in their name, such as policy.")
    private String part = "";

    /// @param profileBefore the profile that was named in front of the command
    SettingsCommand(
            Map<String, String> environment,
            Supplier<Optional<String>> profileBefore,
            OutputStream out) {
        super(environment, profileBefore, out);
    }

    @Override
    int act() {
        Inventory inventory = Inventory.of(environment(), options());
        List<Item> meant =
                inventory.items().stream()
                        .filter(item ->
                                item.setting().name().contains(part.toUpperCase(Locale.ROOT)))
                        .toList();
        if (json) {
            ArrayNode all = JSON.createArrayNode();
            meant.forEach(item -> all.add(told(item)));
            say(all.toPrettyString());
        } else {
            meant.forEach(this::say);
        }
        inventory.problems().forEach(this::warn);
        return inventory.problems().isEmpty() ? DONE : WRONG;
    }

    private void say(Item item) {
        Setting<?> setting = item.setting();
        say("%s=%s%s".formatted(setting.name(), item.shown(), origin(item)));
        say("    " + setting.meaning());
        say("    It takes " + setting.kind().accepts() + ".");
        say("");
    }

    private static String origin(Item item) {
        String refused = item.accepted() ? "" : ", refused";
        return switch (item.origin()) {
            case OPTION -> "  (of the command line" + refused + ")";
            case ENVIRONMENT -> "  (of the environment's " + item.name() + refused + ")";
            case FILE -> "  (of the file's " + item.name() + refused + ")";
            case PROFILE -> "  (of the profile)";
            case PRODUCTION -> "  (of ENVIRONMENT=prod)";
            case STANDARD, EMPTY -> "";
        };
    }

    private static ObjectNode told(Item item) {
        Setting<?> setting = item.setting();
        return JSON.createObjectNode()
                .put("name", setting.name())
                .put("value", item.shown())
                .put("origin", item.origin().name().toLowerCase(Locale.ROOT))
                .put("said_by", item.name())
                .put("accepted", item.accepted())
                .put("standard", setting.standard())
                .put("takes", setting.kind().accepts())
                .put("secret", setting.kind().secret())
                .put("meaning", setting.meaning());
    }
}
