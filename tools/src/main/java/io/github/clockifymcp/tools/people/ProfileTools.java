package io.github.clockifymcp.tools.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.Json;
import io.github.clockifymcp.clockify.MemberProfiles.FieldValue;
import io.github.clockifymcp.clockify.MemberProfiles.Profile;
import io.github.clockifymcp.clockify.MemberProfiles.ProfileEdit;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.Changes;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.fields.FieldValues;
import io.github.clockifymcp.tools.time.TimeText;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// When people work, and what the workspace's own fields say about them.
public final class ProfileTools implements ToolGroup<Workplace> {
    private static final int SHOWN = 80;

    @Override
    public String id() {
        return "user_admin";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_get_member_profile", GetProfile.class, ProfileDetail.class)
                .title("Get member profile")
                .describe("Shows a person's working days and daily hours, and their custom fields.")
                .by(ProfileTools::get);

        tools.write("clockify_update_member_profile", UpdateProfile.class, UpdatedProfile.class)
                .title("Update member profile")
                .describe(
                        "Changes when a person works; what is left out stays. Custom fields are set"
                                + " with clockify_set_custom_field_value.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(ProfileTools::update);
    }

    record GetProfile(@Doc("Name, e-mail or id.") String user) {}

    /// @param workCapacitySeconds how long they work a day
    /// @param fields the custom fields that hold something
    record ProfileDetail(
            String id,
            String name,
            @Nullable String email,
            List<String> workingDays,
            @Nullable Long workCapacitySeconds,
            @Nullable String weekStart,
            Map<String, String> fields)
            implements Told {
        ProfileDetail {
            workingDays = List.copyOf(workingDays);
            fields = new LinkedHashMap<>(fields);
        }

        @Override
        public String told() {
            List<String> lines = new ArrayList<>();
            lines.add(Lines.line(name, false, id, email == null ? "" : email));
            lines.add("works " + working(workingDays, workCapacitySeconds));
            if (weekStart != null) {
                lines.add("week starts on " + shortDay(weekStart));
            }
            fields.forEach((field, value) -> lines.add(Lines.one(field + ": " + value)));
            return String.join("\n", lines);
        }
    }

    static ProfileDetail get(GetProfile in, Workplace ws) {
        User user = ws.names().person(in.user());
        return detail(user, ws.api().memberProfiles().get(user.id()));
    }

    private static ProfileDetail detail(User user, Profile profile) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (FieldValue field : profile.userCustomFieldValues()) {
            JsonNode value = field.value();
            if (field.name() != null && value != null && !value.isNull()) {
                fields.put(field.name(), FieldValues.said(value));
            }
        }
        Duration capacity = profile.workCapacity();
        return new ProfileDetail(
                user.id(),
                People.name(user),
                user.email(),
                profile.workingDays(),
                capacity == null ? null : Long.valueOf(capacity.toSeconds()),
                profile.weekStart(),
                fields);
    }

    record UpdateProfile(
            @Doc("Name, e-mail or id.") String user,
            @Doc("Hours of a working day, such as 7h30m.") @Nullable String workCapacity,
            @Doc("All days they work on.") @Size(min = 1, max = 7)
                    @Nullable List<DayOfWeek> workingDays,
            @Doc("Such as monday.") @Nullable String weekStart) {

        UpdateProfile {
            workingDays = workingDays == null ? null : List.copyOf(workingDays);
        }
    }

    record UpdatedProfile(String user, List<String> changes) implements Told {
        UpdatedProfile {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return Changes.told("profile of " + user, changes);
        }
    }

    static Planned<UpdatedProfile> update(UpdateProfile in, Workplace ws) {
        User user = ws.names().person(in.user());
        String name = People.name(user);
        String what = "profile of " + name;
        if (in.workCapacity() == null && in.workingDays() == null && in.weekStart() == null) {
            throw Changes.nothingWished("the " + what);
        }
        Profile was = ws.api().memberProfiles().get(user.id());
        Changes changes = new Changes();
        Duration capacity = capacity(in, was, changes, ws);
        List<DayOfWeek> days = days(in, was, changes);
        DayOfWeek first = in.weekStart() == null ? null : first(in.weekStart());
        if (first != null && first.name().equals(was.weekStart())) {
            first = null;
        }
        if (first != null) {
            changes.add(
                    "week start",
                    was.weekStart() == null ? null : shortDay(was.weekStart()),
                    shortDay(first.name()));
        }
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about the " + what)
                    .risk(Risk.ADMIN)
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> new UpdatedProfile(name, List.of()));
        }
        return ws.plan(
                        "Change the %s: %s".formatted(what, changes.said()),
                        "profile",
                        ws.api()
                                .memberProfiles()
                                .update(user.id(), new ProfileEdit(first, capacity, days)))
                .undoneBy(ws.api().memberProfiles().update(user.id(), asBefore(was)))
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .replacing("member_profile", user.id(), Json.tree(was))
                .note("Time off, scheduling and attendance count with these days and hours.")
                .answering(answers -> new UpdatedProfile(name, changes.lines()));
    }

    private static DayOfWeek first(String name) {
        List<DayOfWeek> day = day(name.strip().toUpperCase(Locale.ROOT));
        if (day.isEmpty()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹%s› is no day of the week.".formatted(Lines.beginning(name, SHOWN)),
                    "Use its whole English name, such as monday.");
        }
        return day.getFirst();
    }

    private static @Nullable Duration capacity(
            UpdateProfile in, Profile was, Changes changes, Workplace ws) {
        if (in.workCapacity() == null) {
            return null;
        }
        Duration capacity = ws.words().duration(in.workCapacity());
        if (capacity.compareTo(Duration.ofDays(1)) > 0) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "A working day of %s is longer than a day.".formatted(hours(capacity)),
                    "work_capacity is for one day, not for a week.");
        }
        if (capacity.equals(was.workCapacity())) {
            return null;
        }
        Duration old = was.workCapacity();
        changes.add("hours a day", old == null ? null : hours(old), hours(capacity));
        return capacity;
    }

    private static List<DayOfWeek> days(UpdateProfile in, Profile was, Changes changes) {
        List<DayOfWeek> wanted =
                in.workingDays() == null
                        ? List.of()
                        : in.workingDays().stream().distinct().sorted().toList();
        List<String> names = wanted.stream().map(DayOfWeek::name).toList();
        if (wanted.isEmpty() || Set.copyOf(names).equals(Set.copyOf(was.workingDays()))) {
            return List.of();
        }
        changes.add("working days", said(was.workingDays()), said(names));
        return wanted;
    }

    private static ProfileEdit asBefore(Profile was) {
        List<DayOfWeek> days =
                was.workingDays().stream().flatMap(name -> day(name).stream()).toList();
        DayOfWeek first =
                was.weekStart() == null
                        ? null
                        : day(was.weekStart()).stream().findFirst().orElse(null);
        return new ProfileEdit(first, was.workCapacity(), days);
    }

    /// The day of this name; none for a name that nobody knows.
    private static List<DayOfWeek> day(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().equals(name)) {
                return List.of(day);
            }
        }
        return List.of();
    }

    private static String working(List<String> days, @Nullable Long seconds) {
        String when = days.isEmpty() ? "on no days" : said(days);
        return seconds == null
                ? when
                : when + ", %s a day".formatted(hours(Duration.ofSeconds(seconds)));
    }

    private static String said(List<String> days) {
        return days.stream().map(ProfileTools::shortDay).collect(Collectors.joining(" "));
    }

    /// `Mon`
    private static String shortDay(String name) {
        List<DayOfWeek> day = day(name);
        return day.isEmpty()
                ? Lines.one(name)
                : day.getFirst().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    private static String hours(Duration duration) {
        // A length of time has no zone.
        return new TimeText(ZoneOffset.UTC).duration(duration);
    }
}
