package io.github.clockifymcp.tools.hatch;

import io.github.clockifymcp.clockify.Service;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The table of all that Clockify answers. What is not in it is not sent, whoever asks: it decides
/// on the host, and on what an operation can do.
///
/// @param all in the order of the table
record Operations(List<Operation> all) {
    private static final String FILE = "/clockify/operations.tsv";

    Operations {
        all = List.copyOf(all);
    }

    /// The table, read when it is first needed.
    static Operations table() {
        return Lazy.TABLE;
    }

    private static final class Lazy {
        private static final Operations TABLE = read();

        private static Operations read() {
            try (InputStream in = Operations.class.getResourceAsStream(FILE)) {
                String text =
                        new String(
                                Objects.requireNonNull(in, FILE).readAllBytes(),
                                StandardCharsets.UTF_8);
                return new Operations(
                        text.lines()
                                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                                .map(Lazy::row)
                                .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Operation row(String line) {
            String[] cells = line.split("\t", -1);
            // Those that do not exist read no query.
            boolean none = cells[3].equals("none");
            String query = none ? "" : cells[4];
            String tools = none ? cells[4] : cells[5];
            return new Operation(
                    cells[0],
                    Service.valueOf(cells[1]),
                    segments(cells[2]),
                    Arrays.asList(cells[3].split(",", -1)),
                    query.isEmpty() ? Set.of() : Set.of(query.split(" ", -1)),
                    tools.isEmpty() ? List.of() : List.of(tools.split(" ", -1)));
        }
    }

    /// The segments of a path that begins with a slash.
    static List<String> segments(String path) {
        return Arrays.asList(path.substring(1).split("/", -1));
    }

    /// The operation of this method that answers the path.
    Optional<Operation> find(String method, List<String> path) {
        return all.stream()
                .filter(one -> one.method().equals(method) && one.closeness(path) >= 0)
                // Of two that fit, one that does not exist loses to one that does only by its
                // literals: a phantom is as literal as it is named.
                .max(Comparator.comparingInt(one -> one.closeness(path)));
    }

    /// The operation, or a refusal that says which tool does it, or what there is at the path.
    Operation get(String method, List<String> path) {
        Optional<Operation> found = find(method, path);
        String asked = Lines.one(method + " /" + String.join("/", path));
        if (found.isPresent() && found.get().exists()) {
            return found.get();
        }
        if (found.isPresent()) {
            throw new ToolException(
                    Code.NOT_FOUND,
                    "Clockify has no operation ‹%s›, though it is often named.".formatted(asked),
                    found.get().tools().isEmpty()
                            ? "clockify_list_tools finds a tool for what it would do."
                            : "Use %s.".formatted(String.join(" or ", found.get().tools())));
        }
        String others =
                all.stream()
                        .filter(one -> one.exists() && one.closeness(path) >= 0)
                        .map(Operation::method)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        throw new ToolException(
                Code.NOT_FOUND,
                "‹%s› is no operation of Clockify's that is known here."
                        .formatted(Lines.beginning(asked, 200)),
                others.isEmpty()
                        ? "Paths are like /workspaces/{workspaceId}/tags, with ids of 24"
                                + " hexadecimal digits and no query; clockify_list_tools finds tools."
                        : "At this path there is %s.".formatted(others));
    }
}
