package io.github.clockifymcp.tools.time;

import io.github.clockifymcp.mcp.tool.ToolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A text cut into numbers, words and signs, and a place in it. Rules read from that place on; one
/// that finds nothing leaves the place where it was.
final class Tokens {
    private static final String DASHES = "‐‑‒–—―−";

    private enum Kind {
        /// ASCII digits
        NUMBER,
        /// ASCII letters in lower case; also `europe/vienna`
        WORD,
        /// one character
        SIGN,
        /// what stands between square brackets, as written
        BRACKETS
    }

    /// @param glued whether nothing stands between it and the one before
    private record Token(Kind kind, String text, boolean glued) {}

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int place;
    private int furthest;

    private Tokens(String source) {
        this.source = source;
    }

    /// Cuts a text; refuses one that is empty or too long to be about time.
    static Tokens of(String text) {
        if (text.isBlank()) {
            throw Refusal.invalid("A time is empty.", "Leave the argument out or write a time.");
        }
        if (text.length() > Refusal.LONGEST_INPUT) {
            throw Refusal.invalid(
                    "A time is " + text.length() + " characters long.",
                    "Write it in at most " + Refusal.LONGEST_INPUT + " characters.");
        }
        Tokens tokens = new Tokens(text);
        tokens.cut(text.replace("a.m.", "am").replace("p.m.", "pm"));
        return tokens;
    }

    private void cut(String text) {
        int at = 0;
        int endOfLast = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at)) || Character.isSpaceChar(text.charAt(at))) {
                at++;
                continue;
            }
            Kind kind = kindAt(text, at);
            int end = endOf(kind, text, at);
            tokens.add(new Token(kind, textOf(kind, text.substring(at, end)), at == endOfLast));
            at = end;
            endOfLast = end;
        }
    }

    private static Kind kindAt(String text, int at) {
        char c = text.charAt(at);
        if (isDigit(c)) {
            return Kind.NUMBER;
        }
        if (isLetter(c)) {
            return Kind.WORD;
        }
        return c == '[' && text.indexOf(']', at) > 0 ? Kind.BRACKETS : Kind.SIGN;
    }

    private static int endOf(Kind kind, String text, int start) {
        int end = start + 1;
        switch (kind) {
            case SIGN -> {}
            case BRACKETS -> end = text.indexOf(']', start) + 1;
            case NUMBER -> {
                while (end < text.length() && isDigit(text.charAt(end))) {
                    end++;
                }
            }
            case WORD -> {
                while (end < text.length() && continuesWord(text, end)) {
                    end++;
                }
            }
        }
        return end;
    }

    private static boolean continuesWord(String text, int at) {
        boolean joins = text.charAt(at) == '/' || text.charAt(at) == '_';
        return isLetter(text.charAt(at))
                || (joins && at + 1 < text.length() && isLetter(text.charAt(at + 1)));
    }

    private static String textOf(Kind kind, String raw) {
        return switch (kind) {
            case NUMBER -> raw;
            case WORD -> lower(raw);
            case SIGN -> DASHES.contains(raw) ? "-" : raw;
            case BRACKETS -> raw.substring(1, raw.length() - 1);
        };
    }

    /// Only ASCII: the host's language, such as Turkish with its two i's, has no say.
    private static String lower(String word) {
        StringBuilder lower = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return lower.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /// One way of reading what comes next.
    interface Rule<T> {
        /// What it finds from here on, or nothing.
        Optional<T> read(Tokens tokens);
    }

    /// The result of the first rule that finds something here.
    @SafeVarargs
    final <T> Optional<T> first(Rule<T>... rules) {
        for (Rule<T> rule : rules) {
            Optional<T> found = attempt(rule, false);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// The result of the first rule that understands everything from here to the end.
    @SafeVarargs
    final <T> Optional<T> whole(Rule<T>... rules) {
        for (Rule<T> rule : rules) {
            Optional<T> found = attempt(rule, true);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private <T> Optional<T> attempt(Rule<T> rule, boolean toTheEnd) {
        int start = place;
        Optional<T> found = rule.read(this);
        if (found.isPresent() && (isDone() || !toTheEnd)) {
            return found;
        }
        place = start;
        return Optional.empty();
    }

    boolean isDone() {
        return place == tokens.size();
    }

    /// Goes back to the beginning, to try a different reading of everything.
    Tokens again() {
        place = 0;
        return this;
    }

    /// Steps over words that stand here one after the other, as in `day before yesterday`.
    boolean skip(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!isAt(place + i, words[i])) {
                return false;
            }
        }
        step(words.length);
        return true;
    }

    /// Steps over one of these words or signs.
    boolean skipAny(String... words) {
        return Arrays.stream(words).anyMatch(word -> skip(word));
    }

    /// Steps over a sign to which nothing is put between, such as the colon of `9:00`.
    boolean skipGlued(String sign) {
        return isGlued() && skip(sign);
    }

    /// The meaning of the word here, if it has one.
    <T> Optional<T> word(Map<String, T> meanings) {
        if (isDone() || tokens.get(place).kind() != Kind.WORD) {
            return Optional.empty();
        }
        Optional<T> meaning = Optional.ofNullable(meanings.get(tokens.get(place).text()));
        meaning.ifPresent(found -> step(1));
        return meaning;
    }

    /// The word here, whatever it is.
    Optional<String> word() {
        return take(Kind.WORD, 1, Refusal.LONGEST_INPUT);
    }

    /// What stands here in square brackets.
    Optional<String> brackets() {
        return take(Kind.BRACKETS, 0, Refusal.LONGEST_INPUT);
    }

    /// The digits here, if there are so many.
    Optional<String> digits(int atLeast, int atMost) {
        return take(Kind.NUMBER, atLeast, atMost);
    }

    /// The digits here, if there are so many and nothing stands before them.
    Optional<String> gluedDigits(int atLeast, int atMost) {
        return isGlued() ? digits(atLeast, atMost) : Optional.empty();
    }

    /// The number here, if it has so many digits, at most nine.
    Optional<Integer> number(int atLeast, int atMost) {
        return digits(atLeast, atMost).map(Integer::valueOf);
    }

    /// The number here, if it has so many digits and nothing stands before them.
    Optional<Integer> gluedNumber(int atLeast, int atMost) {
        return gluedDigits(atLeast, atMost).map(Integer::valueOf);
    }

    boolean isGlued() {
        return !isDone() && place > 0 && tokens.get(place).glued();
    }

    boolean isAt(String word) {
        return isAt(place, word);
    }

    /// Whether one of the words stands anywhere.
    boolean mentions(String... words) {
        return tokens.stream().anyMatch(token -> Arrays.asList(words).contains(token.text()));
    }

    /// That the text is not of the kind asked for, naming the first part that fits nowhere.
    ToolException notUnderstood(String kind, String hint) {
        String what = Refusal.quote(source) + " is not " + kind + " I understand";
        if (furthest >= tokens.size()) {
            return Refusal.invalid(what + ": something is missing or out of place.", hint);
        }
        String stranger = Refusal.quote(tokens.get(furthest).text());
        return Refusal.invalid(what + ": " + stranger + " does not fit.", hint);
    }

    /// Whether this is the first part that no rule could make sense of.
    boolean stopsAt(String sign) {
        return isAt(furthest, sign);
    }

    /// The text as it came, to be shown.
    String quoted() {
        return Refusal.quote(source);
    }

    private Optional<String> take(Kind kind, int atLeast, int atMost) {
        if (isDone() || tokens.get(place).kind() != kind) {
            return Optional.empty();
        }
        String text = tokens.get(place).text();
        if (text.length() < atLeast || text.length() > atMost) {
            return Optional.empty();
        }
        step(1);
        return Optional.of(text);
    }

    private boolean isAt(int index, String word) {
        return index < tokens.size()
                && tokens.get(index).kind() != Kind.BRACKETS
                && tokens.get(index).text().equals(word);
    }

    private void step(int count) {
        place += count;
        furthest = Math.max(furthest, place);
    }
}
