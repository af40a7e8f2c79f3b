package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.NameStore;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.targets.Targets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where the calls of one key are worked on: the client with that key, the account behind it, the
/// names it looked up and the ids it was shown. There is one desk for a key; nothing on it may be
/// seen by another.
public final class Desk {
    /// How long an account is believed without asking again: a changed time zone, name or role
    /// shows after this.
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Supplier<Clockify> clockify;
    private final @Nullable String workspace;
    private final @Nullable ZoneId zone;
    private final NameStore names;
    private final Targets targets;
    private final DoubleCheck doubleCheck;
    private final Shown shown = new Shown();
    private final Taken taken = new Taken();
    private @Nullable Seen seen;
    private final Map<String, Listed> listed = new ConcurrentHashMap<>();

    private record Seen(Account account, Instant at) {}

    private record Listed(List<String> names, Instant at) {}

    /// @param clockify the client, made when first needed; throws a [ToolException] that says what
    ///   to do when there is no key
    /// @param workspace the workspace's id where one is chosen; else it must be the only one
    /// @param zone overrules the account's zone
    /// @param names where looked-up names are kept, for this key alone
    public Desk(
            Supplier<Clockify> clockify,
            @Nullable String workspace,
            @Nullable ZoneId zone,
            NameStore names) {
        this(clockify, workspace, zone, names, new Targets(Set.of()), DoubleCheck.USUAL);
    }

    /// @param targets which addresses others may be made to call; without it, every public one
    public Desk(
            Supplier<Clockify> clockify,
            @Nullable String workspace,
            @Nullable ZoneId zone,
            NameStore names,
            Targets targets,
            DoubleCheck doubleCheck) {
        this.clockify = clockify;
        this.workspace = workspace;
        this.zone = zone;
        this.names = names;
        this.targets = targets;
        this.doubleCheck = doubleCheck;
    }

    /// What a handler works with, for one call.
    public Workplace at(Call call) {
        return new Workplace(this, call);
    }

    Clockify clockify() {
        return clockify.get();
    }

    NameStore names() {
        return names;
    }

    Targets targets() {
        return targets;
    }

    DoubleCheck doubleCheck() {
        return doubleCheck;
    }

    Shown shown() {
        return shown;
    }

    Taken taken() {
        return taken;
    }

    /// The account as of an instant; asks Clockify when it is not known or too old.
    synchronized Account account(Instant now) {
        Seen last = seen;
        if (last != null && Duration.between(last.at(), now).abs().compareTo(FRESH) < 0) {
            return last.account();
        }
        User user = clockify().users().current();
        Workspace chosen = choose(clockify().workspaces().list());
        Account account =
                new Account(
                        user,
                        chosen,
                        zone != null ? zone : user.zone().orElse(ZoneOffset.UTC),
                        firstDay(user));
        seen = new Seen(account, now);
        return account;
    }

    /// Whether the account is known to have no paid plan; asks nobody.
    public synchronized boolean free() {
        Seen last = seen;
        if (last == null) {
            return false;
        }
        String plan = last.account().workspace().featureSubscriptionType();
        return plan == null || plan.toUpperCase(Locale.ROOT).startsWith("FREE");
    }

    /// A list of names, read again when it is old: what is suggested while somebody types must not
    /// cost a request for every letter.
    List<String> lately(String kind, Instant now, Supplier<List<String>> read) {
        Listed last = listed.get(kind);
        if (last != null && Duration.between(last.at(), now).abs().compareTo(FRESH) < 0) {
            return last.names();
        }
        List<String> names = List.copyOf(read.get());
        listed.put(kind, new Listed(names, now));
        return names;
    }

    private Workspace choose(List<Workspace> all) {
        if (workspace == null) {
            return switch (all.size()) {
                case 1 -> all.getFirst();
                case 0 ->
                        throw new ToolException(
                                Code.NOT_CONFIGURED,
                                "The key's owner is in no workspace.",
                                "Join or create one in Clockify first.");
                default ->
                        throw new ToolException(
                                Code.NOT_CONFIGURED,
                                "The key's owner is in %d workspaces and none is chosen: %s."
                                        .formatted(all.size(), listed(all)),
                                "Set CLOCKIFY_WORKSPACE_ID to one of these ids and start again.");
            };
        }
        return all.stream()
                .filter(found -> found.id().equals(workspace))
                .findFirst()
                .orElseThrow(() ->
                        new ToolException(
                                Code.NOT_CONFIGURED,
                                "CLOCKIFY_WORKSPACE_ID names no workspace of the key's"
                                        + " owner, who is in: %s.".formatted(listed(all)),
                                "Set it to one of these ids and start again."));
    }

    private static String listed(List<Workspace> all) {
        return all.stream()
                .map(found -> "‹%s› (%s)".formatted(Lines.one(found.name()), found.id()))
                .collect(Collectors.joining(", "));
    }

    private static DayOfWeek firstDay(User user) {
        @Nullable String day = user.settings() == null ? null : user.settings().weekStart();
        try {
            return day == null ? DayOfWeek.MONDAY : DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknownDay) {
            return DayOfWeek.MONDAY;
        }
    }
}
