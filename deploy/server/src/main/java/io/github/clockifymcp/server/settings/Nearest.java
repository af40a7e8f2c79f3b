package io.github.clockifymcp.server.settings;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds what a wrong name probably means.
public final class Nearest {
    private static final int FARTHEST = 3;

    private Nearest() {}

    /// The nearest setting within a few slips, fewer for a short name; null when the name is right
    /// or like none.
    static @Nullable String to(String name, List<Setting<?>> table) {
        return among(name, table.stream().<String>map(Setting::name).toList());
    }

    /// The nearest of these names within a few slips, fewer for a short name; null when the name is
    /// one of them or like none.
    public static @Nullable String among(String name, Collection<String> names) {
        @Nullable String nearest = null;
        int least = FARTHEST + 1;
        for (String known : names) {
            if (Math.abs(name.length() - known.length()) > FARTHEST) {
                continue;
            }
            int distance = distance(name, known);
            if (distance == 0) {
                return null;
            }
            if (distance < least && distance <= slips(known)) {
                least = distance;
                nearest = known;
            }
        }
        return nearest;
    }

    /// A longer name has room for more slips. What all names begin with does not count.
    private static int slips(String name) {
        int own = name.length() - name.indexOf('_') - 1;
        return Math.min(FARTHEST, own / 3);
    }

    /// How many letters must be added, dropped, replaced, or swapped with their neighbour.
    static int distance(String from, String to) {
        int[][] least = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    least[i][j] = i + j;
                    continue;
                }
                int replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int best = Math.min(least[i - 1][j], least[i][j - 1]) + 1;
                best = Math.min(best, least[i - 1][j - 1] + replaced);
                boolean swapped =
                        i > 1
                                && j > 1
                                && from.charAt(i - 1) == to.charAt(j - 2)
                                && from.charAt(i - 2) == to.charAt(j - 1);
                least[i][j] = swapped ? Math.min(best, least[i - 2][j - 2] + 1) : best;
            }
        }
        return least[from.length()][to.length()];
    }
}
