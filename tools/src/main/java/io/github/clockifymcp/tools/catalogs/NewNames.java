package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Whole;
import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Names for things that are to be made. A name that is taken is refused before anything is sent:
/// Clockify refuses it too, but only in the same capitals, and two that differ in capitals alone
/// can no longer be told apart by name.
public final class NewNames {
    private static final int PAGES = 5;

    private NewNames() {}

    /// The name as it will be sent: without outer spaces, its accents in one piece with their
    /// letters, so that it is found however it is typed.
    public static String checked(String kind, String name) {
        String checked = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        if (checked.isEmpty()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "The %s's name is empty.".formatted(kind),
                    "Give it a name.");
        }
        return checked;
    }

    /// Mentions who may add such a thing, where not everybody may: who asks is not known here.
    ///
    /// @param onlyAdmins the workspace's setting; null where Clockify does not say
    static void mentionWhoMay(Plan plan, @Nullable Boolean onlyAdmins) {
        if (Objects.equals(onlyAdmins, true)) {
            plan.note("Here only admins, and perhaps project managers, may do this.");
        }
    }

    /// A kind of thing whose names are taken as long as they exist.
    ///
    /// @param word what one is called
    /// @param state `an archived`, `a finished`, or empty for one in use
    /// @param reopening how one that is put away comes back, as an advice
    public record Kind<T>(
            String word,
            Function<T, String> names,
            Function<T, String> id,
            Function<T, String> state,
            String reopening) {}

    /// Refuses a name that something has, put away or not: Clockify keeps names as long as their
    /// things exist (live-probed, 2026).
    ///
    /// @param self the id of what is to have the name; null for what is yet to be made
    /// @param like a page of those whose name contains it, put away or not
    public static <T> void free(
            Kind<T> kind, String name, @Nullable String self, Function<Paging, Page<T>> like) {
        List<T> others =
                Whole.of(
                        Page.walk(PAGES, like),
                        "%ss with ‹%s› in their name".formatted(kind.word(), Lines.one(name)),
                        "Choose a name that is told apart more easily.");
        for (T other : others) {
            String id = kind.id().apply(other);
            String called = kind.names().apply(other);
            if (Lines.same(called, name) && !id.equals(self)) {
                String state = kind.state().apply(other);
                throw new ToolException(
                        Code.CONFLICT,
                        "There is %s %s called ‹%s› already, id %s."
                                .formatted(
                                        state.isEmpty() ? "a" : state,
                                        kind.word(),
                                        Lines.one(called),
                                        id),
                        state.isEmpty()
                                ? "Use it, or choose another name."
                                : "Choose another name, or %s.".formatted(kind.reopening()));
            }
        }
    }
}
