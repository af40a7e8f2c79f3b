package io.github.clockifymcp.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of the documentation, in the parts that a test can hold to the program.
public final class Page {
    /// Where the repository begins, as a test sees it.
    public static final Path ROOT = Path.of("../..");

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final String NOT_RUN = "<!-- not run: ";

    /// A line that somebody would type, after the variables it sets.
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?:[A-Z][A-Z0-9_]*=(?:\"[^\"]*\"|\\S*)\\s+)*(?:\\S*/)?"
                            + "(?:make|mvn|git|java|sh|curl|psql|npm|npx|node|docker|helm|kubectl"
                            + "|claude|codex|gemini|code|clockify-mcp)(?:\\s.*)?");

    /// What stands in a block of its own.
    ///
    /// @param heading the nearest one above it
    /// @param language of a fenced block, empty where none is named, and of an indented one
    /// @param notRun why no test runs it, as the comment above it says; empty where none says so
    public record Block(
            int line, String heading, String language, String notRun, List<String> lines) {
        /// Its lines are kept as they are now.
        public Block {
            lines = List.copyOf(lines);
        }

        /// Whether it is something to type.
        public boolean isCommand() {
            return language.equals("sh")
                    || (language.isEmpty()
                            && lines.stream().anyMatch(line -> COMMAND.matcher(line).matches()));
        }

        /// All of it.
        public String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    private final Path file;
    private final List<String> lines;
    private final List<Block> blocks = new ArrayList<>();
    private final Set<String> anchors = new TreeSet<>();
    private final List<String> prose = new ArrayList<>();

    private Page(Path file) throws IOException {
        this.file = file;
        this.lines = Files.readAllLines(file);
        read();
    }

    /// The page of this name in the repository, such as `docs/README.md`.
    public static Page of(String name) throws IOException {
        return new Page(ROOT.resolve(name));
    }

    /// The README, and every page under `docs`.
    public static List<Page> all() throws IOException {
        List<Page> all = new ArrayList<>(List.of(of("README.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            for (Path each :
                    files.filter(one -> one.toString().endsWith(".md")).sorted().toList()) {
                all.add(new Page(each));
            }
        }
        return all;
    }

    /// Its name in the repository.
    public String name() {
        return ROOT.relativize(file).toString();
    }

    /// Everything that stands in a block of its own.
    public List<Block> blocks() {
        return List.copyOf(blocks);
    }

    /// The blocks in this language below this heading.
    public List<Block> blocks(String heading, String language) {
        return blocks.stream()
                .filter(one -> one.heading().equals(heading) && one.language().equals(language))
                .toList();
    }

    /// What its links lead to.
    public List<String> links() {
        List<String> links = new ArrayList<>();
        for (String line : prose) {
            Matcher link = LINK.matcher(line.replaceAll("`[^`]*`", ""));
            while (link.find()) {
                links.add(link.group(1));
            }
        }
        return links;
    }

    /// Lines outside of blocks.
    public List<String> prose() {
        return List.copyOf(prose);
    }

    /// What a link within the page may lead to.
    public Set<String> anchors() {
        return Set.copyOf(anchors);
    }

    /// The file it links to.
    public Path resolved(String link) {
        return file.resolveSibling(link).normalize();
    }

    private void read() {
        String heading = "";
        String before = "";
        boolean list = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean code =
                    line.startsWith("    ") && !list && (i == 0 || lines.get(i - 1).isEmpty());
            if (line.strip().startsWith("```")) {
                i = block(i, i + 1, heading, line.strip().substring(3), before);
            } else if (code) {
                i = block(i, i, heading, "", before);
            } else {
                prose.add(line);
                if (line.matches("#+ .*")) {
                    heading = line.replaceFirst("#+ ", "");
                    anchors.add(anchor(heading));
                }
                if (!line.isEmpty() && !line.startsWith(" ")) {
                    list = line.matches("([-*]|[0-9]+\\.) .*");
                }
            }
            if (!line.isBlank()) {
                before = line;
            }
        }
    }

    /// @return the line it ends with
    private int block(int at, int first, String heading, String language, String before) {
        boolean fenced = first > at;
        List<String> inside = new ArrayList<>();
        int last = first;
        while (last < lines.size()
                && (fenced
                        ? !lines.get(last).strip().equals("```")
                        : lines.get(last).startsWith("    ") || lines.get(last).isEmpty())) {
            inside.add(fenced ? lines.get(last) : lines.get(last).replaceFirst("^ {4}", ""));
            last++;
        }
        while (!inside.isEmpty() && inside.getLast().isBlank()) {
            inside.removeLast();
        }
        String reason =
                before.startsWith(NOT_RUN)
                        ? before.substring(NOT_RUN.length()).replace("-->", "").strip()
                        : "";
        blocks.add(new Block(at + 1, heading, language, reason, inside));
        return fenced ? last : last - 1;
    }

    /// As GitHub makes it.
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    @Override
    public String toString() {
        return name();
    }
}
