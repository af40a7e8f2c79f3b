package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.ToolInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Finds tools by the words people use. A word counts the more, the fewer tools have it: everything
/// has to do with time, and little with receipts. It counts more in a tool's name than in its
/// description, and a beginning or an ending of a word counts for the word.
final class ToolSearch {
    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> SILENT =
            Set.of(
                    "a",
                    "an",
                    "and",
                    "are",
                    "as",
                    "at",
                    "be",
                    "by",
                    "can",
                    "clockify",
                    "do",
                    "does",
                    "did",
                    "for",
                    "from",
                    "has",
                    "have",
                    "how",
                    "i",
                    "in",
                    "is",
                    "it",
                    "its",
                    "me",
                    "my",
                    "of",
                    "on",
                    "or",
                    "our",
                    "the",
                    "their",
                    "them",
                    "this",
                    "that",
                    "to",
                    "was",
                    "what",
                    "when",
                    "which",
                    "who",
                    "whom",
                    "will",
                    "with",
                    "you",
                    "your");
    private static final int SHORTEST_PREFIX = 4;
    private static final double PREFIX = 0.6;
    private static final double NAME = 4;
    private static final double TITLE = 3;
    private static final double WORDS = 2.5;
    private static final double TEXT = 1;

    /// What is found has at least this much of what the best has.
    private static final double NEAR = 0.3;

    private final List<Entry> entries;

    /// A tool with the weight of each of its words.
    private record Entry(ToolInfo tool, Map<String, Double> words) {}

    /// A tool and how well it fits.
    private record Hit(ToolInfo tool, double score) {}

    /// @param words what people also say for what a tool is about
    ToolSearch(Collection<ToolInfo> tools, Function<ToolInfo, String> words) {
        entries = tools.stream().map(tool -> entry(tool, words.apply(tool))).toList();
    }

    private static Entry entry(ToolInfo tool, String words) {
        Map<String, Double> weights = new HashMap<>();
        weigh(tool.description(), TEXT, weights);
        weigh(words + " " + tool.group(), WORDS, weights);
        weigh(tool.title(), TITLE, weights);
        weigh(tool.name(), NAME, weights);
        return new Entry(tool, weights);
    }

    private static void weigh(String text, double weight, Map<String, Double> weights) {
        for (String word : words(text)) {
            weights.merge(word, weight, Math::max);
        }
    }

    /// The tools that fit, the best first, and of equals in their own order.
    List<ToolInfo> find(String query) {
        Set<String> wanted = words(query);
        if (wanted.isEmpty()) {
            wanted = all(query);
        }
        Map<String, Double> rare = new HashMap<>();
        for (String word : wanted) {
            long having = entries.stream().filter(entry -> fit(entry, word) > 0).count();
            rare.put(word, Math.log(1 + entries.size() / (1.0 + having)));
        }
        List<Hit> hits = new ArrayList<>();
        for (Entry entry : entries) {
            double score = 0;
            for (Map.Entry<String, Double> word : rare.entrySet()) {
                score += fit(entry, word.getKey()) * word.getValue();
            }
            if (score > 0) {
                hits.add(new Hit(entry.tool(), score));
            }
        }
        double best = hits.stream().mapToDouble(Hit::score).max().orElse(0);
        return hits.stream()
                .filter(hit -> hit.score() >= best * NEAR)
                .sorted(Comparator.comparingDouble((Hit hit) -> -hit.score()))
                .map(Hit::tool)
                .toList();
    }

    /// How much the word weighs in the tool; 0 where it is not in it.
    private static double fit(Entry entry, String word) {
        Double exact = entry.words().get(word);
        if (exact != null) {
            return exact;
        }
        double best = 0;
        for (Map.Entry<String, Double> other : entry.words().entrySet()) {
            if (begins(other.getKey(), word) || begins(word, other.getKey())) {
                best = Math.max(best, other.getValue() * PREFIX);
            }
        }
        return best;
    }

    private static boolean begins(String word, String with) {
        return with.length() >= SHORTEST_PREFIX && word.startsWith(with);
    }

    /// The words that say something, in one form each.
    private static Set<String> words(String text) {
        Set<String> words = all(text);
        words.removeIf(SILENT::contains);
        return words;
    }

    private static Set<String> all(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : APART.split(text.toLowerCase(Locale.ROOT), -1)) {
            if (!word.isEmpty()) {
                words.add(SILENT.contains(word) ? word : form(word));
            }
        }
        return words;
    }

    /// One form for singular and plural: `entries` and `entry`, `invoices` and `invoice`.
    private static String form(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        boolean plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss");
        return plural ? word.substring(0, word.length() - 1) : word;
    }
}
