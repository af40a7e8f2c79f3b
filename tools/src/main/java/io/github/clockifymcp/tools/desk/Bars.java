package io.github.clockifymcp.tools.desk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.function.ToLongFunction;

/// Bars behind the numbers of lines that are there already: `Tue 17 Nov 2026: 9:30 ==========`.
///
/// They are made of the sign of which a run costs least: one token, where blocks cost up to two for
/// each sign. They stand behind a number and never behind a name, so that no name, however wide and
/// in whichever direction it is written, moves them.
///
/// @param longest what is as long as a bar can be; 0 where nothing is drawn
public record Bars(long longest) {
    private static final int WIDTH = 10;
    private static final String SIGN = "=";

    /// What an input says of them, to the model.
    public static final String DOC = "Adds bars.";

    /// Draws nothing.
    public static final Bars NONE = new Bars(0);

    /// Bars for some values, if any are wanted.
    public static <T> Bars of(boolean wanted, Collection<T> all, ToLongFunction<T> value) {
        return wanted ? new Bars(all.stream().mapToLong(value).max().orElse(0)) : NONE;
    }

    /// What goes behind a number, with a space before it: nothing for zero, however little for what
    /// is little, and all of the width for the longest alone.
    public String behind(long value) {
        if (value <= 0 || longest <= 0) {
            return "";
        }
        long length = Math.round((double) value * WIDTH / longest);
        return " " + SIGN.repeat(value >= longest ? WIDTH : Math.clamp(length, 1, WIDTH - 1));
    }

    /// The same for a part of a whole: all of the width once it is reached, and an arrow behind it
    /// once it is passed.
    public static String part(BigDecimal part, BigDecimal whole) {
        if (part.signum() <= 0) {
            return "";
        }
        if (part.compareTo(whole) > 0) {
            return " " + SIGN.repeat(WIDTH) + ">";
        }
        int length =
                part.multiply(BigDecimal.valueOf(WIDTH))
                        .divide(whole, 0, RoundingMode.DOWN)
                        .intValue();
        return " " + SIGN.repeat(Math.max(1, length));
    }
}
