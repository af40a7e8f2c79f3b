package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Finds the one thing meant in a list that was read, for what Clockify finds neither by id nor by
/// name. The rules are those of [Names]: an id is taken as it is, in whatever capitals; a name must
/// belong to one thing in use; none or several end the call with a problem that names what there
/// is.
///
/// @param word what one is called, such as `user group`
/// @param none says that there is none, of the name asked for
/// @param several says how many have that name
/// @param listedBy the tool that shows them all
/// @param archived whether one is put away, and is found by its id alone
/// @param shown the name, or what else tells one from others of its name
public record Finder<T>(
        String word,
        String none,
        String several,
        String listedBy,
        Function<T, String> id,
        Function<T, String> name,
        Predicate<T> archived,
        Function<T, String> shown) {
    private static final int LISTED = 8;

    /// A finder of things that are called by their name and never put away.
    ///
    /// @param words what several are called
    public static <T> Finder<T> of(
            String word,
            String words,
            String listedBy,
            Function<T, String> id,
            Function<T, String> name) {
        return new Finder<>(
                word,
                "No " + word + " is called ‹%s›.",
                "%d " + words + " are called ‹%s›.",
                listedBy,
                id,
                name,
                one -> false,
                one -> "‹%s›".formatted(Lines.one(name.apply(one))));
    }

    /// The same for things that are put away.
    public Finder<T> archived(Predicate<T> archived) {
        return new Finder<>(word, none, several, listedBy, id, name, archived, shown);
    }

    /// The same with other words for none and several.
    public Finder<T> saying(String none, String several) {
        return new Finder<>(word, none, several, listedBy, id, name, archived, shown);
    }

    /// The same where something else than the name tells those of one name apart.
    public Finder<T> showing(Function<T, String> shown) {
        return new Finder<>(word, none, several, listedBy, id, name, archived, shown);
    }

    /// The one with this id, or the only one in use with this name.
    public T find(String nameOrId, Page<T> among) {
        String asked = nameOrId.strip();
        if (asked.isEmpty()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "The %s's name is empty.".formatted(word),
                    "%s shows the names there are.".formatted(listedBy));
        }
        return Names.isId(asked) ? withId(asked, among) : named(asked, among);
    }

    private T withId(String asked, Page<T> among) {
        String wanted = asked.toLowerCase(Locale.ROOT);
        return among.items().stream()
                .filter(one -> id.apply(one).equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        new ToolException(
                                Code.NOT_FOUND,
                                "No %s has the id %s.".formatted(word, wanted),
                                listing(among)));
    }

    private T named(String asked, Page<T> among) {
        List<T> called =
                among.items().stream().filter(one -> Lines.same(name.apply(one), asked)).toList();
        List<T> meant = called.stream().filter(archived.negate()).toList();
        return switch (meant.size()) {
            case 1 -> meant.getFirst();
            case 0 -> throw called.isEmpty() ? none(asked, among) : archived(asked, called);
            default ->
                    throw new ToolException(
                            Code.AMBIGUOUS,
                            several.formatted(meant.size(), Lines.one(asked)),
                            "Use the id of the one that is meant: %s.".formatted(listed(meant)));
        };
    }

    private ToolException none(String asked, Page<T> among) {
        String part = Lines.normal(asked);
        List<T> used = among.items().stream().filter(archived.negate()).toList();
        List<T> close =
                used.stream().filter(one -> Lines.normal(name.apply(one)).contains(part)).toList();
        boolean few = used.size() <= LISTED && !used.isEmpty() && !among.more();
        String hint =
                Optional.of(close)
                        .filter(found -> !found.isEmpty())
                        .map(found -> "These are close: %s.".formatted(listed(found)))
                        .orElseGet(() ->
                                few ? "There are: %s.".formatted(listed(used)) : listing(among));
        return new ToolException(Code.NOT_FOUND, none.formatted(Lines.one(asked)), hint);
    }

    private ToolException archived(String asked, List<T> called) {
        return new ToolException(
                Code.NOT_FOUND,
                "No %s in use is called ‹%s›, only an archived one."
                        .formatted(word, Lines.one(asked)),
                "Use its id if that is meant: %s.".formatted(listed(called)));
    }

    /// Where the list was cut, what is asked for may be behind the cut.
    private String listing(Page<T> among) {
        return among.more()
                ? "Only the first %d were looked through; %s shows more."
                        .formatted(among.items().size(), listedBy)
                : "%s shows those there are.".formatted(listedBy);
    }

    private String listed(List<T> found) {
        String some =
                found.stream()
                        .limit(LISTED)
                        .map(one -> "%s (%s)".formatted(shown.apply(one), id.apply(one)))
                        .collect(Collectors.joining(", "));
        return found.size() > LISTED ? some + " and more" : some;
    }
}
