package io.github.clockifymcp.tools.account;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How near names are to one that nothing has: a part of it, a word of it, or a few slips of the
/// fingers away. Capitals and accents do not count.
final class Nearness {
    private static final int LISTED = 5;
    private static final int FAR = Integer.MAX_VALUE;
    private static final int SHORTEST_WORD = 3;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final String wanted;
    private final Set<String> words;

    private Nearness(String wanted) {
        this.wanted = wanted;
        this.words = words(wanted);
    }

    static Nearness of(String name) {
        return new Nearness(bare(name));
    }

    /// The nearest, in that order; empty when none is near.
    <T> List<T> nearest(List<T> all, Function<T, String> name) {
        record Ranked<T>(T one, int distance) {}
        return all.stream()
                .map(one -> new Ranked<>(one, distance(bare(name.apply(one)))))
                .filter(ranked -> ranked.distance() < FAR)
                .sorted(Comparator.comparingInt(Ranked::distance))
                .limit(LISTED)
                .map(Ranked::one)
                .toList();
    }

    private int distance(String name) {
        if (name.isEmpty() || wanted.isEmpty()) {
            return FAR;
        }
        int slips = wanted.length() / 4 + 1;
        if (Math.abs(wanted.length() - name.length()) <= slips) {
            int edits = edits(wanted, name);
            if (edits <= slips) {
                return edits;
            }
        }
        if (name.contains(wanted) || wanted.contains(name)) {
            return 1_000 + Math.abs(wanted.length() - name.length());
        }
        return words(name).stream().anyMatch(words::contains) ? 10_000 : FAR;
    }

    private static String bare(String name) {
        String decomposed = Normalizer.normalize(name.strip(), Normalizer.Form.NFKD);
        return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static Set<String> words(String name) {
        return BETWEEN_WORDS
                .splitAsStream(name)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .collect(Collectors.toSet());
    }

    /// How many letters must be put in, taken out or exchanged (Levenshtein).
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int kept = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(kept, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
