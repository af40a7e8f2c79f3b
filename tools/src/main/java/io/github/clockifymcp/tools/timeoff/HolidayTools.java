package io.github.clockifymcp.tools.timeoff;

import io.github.clockifymcp.clockify.Holidays.Audience;
import io.github.clockifymcp.clockify.Holidays.Days;
import io.github.clockifymcp.clockify.Holidays.Holiday;
import io.github.clockifymcp.clockify.Holidays.HolidayEdit;
import io.github.clockifymcp.clockify.Holidays.NewHoliday;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
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
import io.github.clockifymcp.tools.catalogs.NewNames;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Finder;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.DateRange;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The days on which people do not work.
public final class HolidayTools implements ToolGroup<Workplace> {
    @Override
    public String id() {
        return "groups_holidays";
    }

    @Override
    public void before(Workplace ws) {
        PlanFeatures.need("TIME_OFF", "holidays and time off", ws);
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_holidays", ListHolidays.class, HolidayList.class)
                .title("List holidays")
                .describe("Lists all holidays, by date.")
                .by(HolidayTools::list);

        tools.write("clockify_create_holiday", CreateHoliday.class, CreatedHoliday.class)
                .title("Create holiday")
                .describe("Creates a holiday, for everybody unless people are named.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(HolidayTools::create);

        tools.write("clockify_update_holiday", UpdateHoliday.class, UpdatedHoliday.class)
                .title("Update holiday")
                .describe("Changes a holiday's name, days or people. What is left out stays.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(HolidayTools::update);

        tools.write("clockify_delete_holiday", DeleteHoliday.class, DeletedHoliday.class)
                .title("Delete holiday")
                .describe("Deletes a holiday for good; one of every year goes in all of them.")
                .certainRisks(Risk.ADMIN, Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .plan(HolidayTools::delete);
    }

    private static String said(String name) {
        return "holiday ‹%s›".formatted(Lines.one(name));
    }

    record ListHolidays(
            @Doc("Those of one person: name, e-mail or id.") @Nullable String user,
            @Doc("Those of these days: december, 2027, or the first one.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end) {}

    record HolidayList(@Columns List<HolidayRow> holidays) implements Told {
        HolidayList {
            holidays = List.copyOf(holidays);
        }

        @Override
        public String told() {
            if (holidays.isEmpty()) {
                return "No holidays.";
            }
            Lines.Shared shared = Lines.shared(holidays.stream().map(HolidayRow::name).toList());
            return holidays.stream()
                            .map(row -> row.line(!shared.has(row.name())))
                            .collect(Collectors.joining("\n"))
                    + "\n%d holiday%s in all."
                            .formatted(holidays.size(), holidays.size() == 1 ? "" : "s");
        }
    }

    /// @param when its days; of one that comes every year, the first ones
    /// @param whom `everybody`, or how many people and groups
    record HolidayRow(String id, String name, String when, boolean everyYear, String whom) {
        static HolidayRow of(Holiday holiday, Workplace ws) {
            return new HolidayRow(
                    holiday.id(),
                    holiday.name(),
                    days(holiday, ws),
                    holiday.everyYear(),
                    people(holiday.audience()));
        }

        String line(boolean known) {
            return Lines.line(name, known, id, when, everyYear ? "every year" : "", whom);
        }
    }

    private static String days(Holiday holiday, Workplace ws) {
        return ws.text().day(holiday.first())
                + (holiday.last().isAfter(holiday.first())
                        ? " – " + ws.text().day(holiday.last())
                        : "");
    }

    private static String people(Audience audience) {
        if (audience.everybody()) {
            return "everybody";
        }
        int people = audience.userIds().size();
        int groups = audience.groupIds().size();
        return Stream.of(
                        people == 0 ? "" : people == 1 ? "1 person" : people + " people",
                        groups == 0 ? "" : groups == 1 ? "1 group" : groups + " groups")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    static HolidayList list(ListHolidays in, Workplace ws) {
        if (in.start() == null && in.end() != null) {
            throw LeaveWords.endAlone();
        }
        List<Holiday> found =
                in.start() == null
                        ? in.user() == null
                                ? ws.api().holidays().list()
                                : ws.api().holidays().of(ws.names().person(in.user()).id())
                        : within(LeaveWords.days(in.start(), in.end(), ws), in.user(), ws);
        return new HolidayList(
                found.stream()
                        .sorted(Comparator.comparing(Holiday::first))
                        .map(holiday -> HolidayRow.of(holiday, ws))
                        .toList());
    }

    /// Clockify knows those of some days only by person.
    private static List<Holiday> within(DateRange days, @Nullable String user, Workplace ws) {
        if (user == null) {
            return ws.api().holidays().list().stream()
                    .filter(holiday -> days.start().datesUntil(days.end()).anyMatch(holiday::isOn))
                    .toList();
        }
        return ws.api()
                .holidays()
                .of(ws.names().person(user).id(), new Days(days.start(), days.last()));
    }

    record CreateHoliday(
            @Doc("Its name.") @Size(min = 2, max = 100) String name,
            @Doc("First day, or days: 24 dec, 2027-05-03..2027-05-04.") String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Comes every year.") @Default("false") boolean everyYear,
            @Doc("Only these people: names, e-mails or ids.") @Nullable List<String> users) {
        CreateHoliday {
            users = users == null ? null : List.copyOf(users);
        }
    }

    record CreatedHoliday(HolidayRow holiday) implements Told {
        @Override
        public String told() {
            return "Created %s on %s, id %s"
                    .formatted(said(holiday.name()), holiday.when(), holiday.id());
        }
    }

    static Planned<CreatedHoliday> create(CreateHoliday in, Workplace ws) {
        String name = NewNames.checked("holiday", in.name());
        DateRange days = LeaveWords.days(in.start(), in.end(), ws);
        checkFree(name, days, ws);
        Audience audience = audience(in.users(), ws);
        NewHoliday holiday =
                new NewHoliday(name, days.start(), days.last(), in.everyYear(), audience);
        return ws.plan(
                        "Create %s on %s%s, for %s"
                                .formatted(
                                        said(name),
                                        ws.text().range(days),
                                        in.everyYear() ? " and every year after" : "",
                                        named(audience, ws)),
                        "holiday",
                        ws.api().holidays().create(holiday))
                .undoneBy(ws.api().holidays().delete("{holiday}"), "holiday")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .note("Time off over these days will not count them.")
                .answering(answers ->
                        new CreatedHoliday(
                                HolidayRow.of(Plan.read(answers, "holiday", Holiday.class), ws)));
    }

    /// Clockify takes a second one of the same name and days, and people then have it twice.
    private static void checkFree(String name, DateRange days, Workplace ws) {
        for (Holiday other : ws.api().holidays().list()) {
            if (Lines.same(other.name(), name)
                    && other.first().equals(days.start())
                    && other.last().equals(days.last())) {
                throw new ToolException(
                        Code.CONFLICT,
                        "There is a holiday called ‹%s› on %s already, id %s."
                                .formatted(Lines.one(other.name()), days(other, ws), other.id()),
                        "clockify_update_holiday changes whom it is for.");
            }
        }
    }

    /// Like [#people], with the names of people: whoever agrees to it should see who is meant.
    private static String named(Audience audience, Workplace ws) {
        return audience.everybody() || audience.userIds().isEmpty()
                ? people(audience)
                : People.of(audience.userIds(), ws).said(audience.userIds());
    }

    /// Everybody, where nobody is named.
    private static Audience audience(@Nullable List<String> users, Workplace ws) {
        return users == null || users.isEmpty()
                ? Audience.everyone()
                : Audience.people(
                        users.stream().map(user -> ws.names().person(user).id()).toList());
    }

    record UpdateHoliday(
            @Doc("Its name or id.") String holiday,
            @Doc("Its new name.") @Size(min = 1, max = 50) @Nullable String name,
            @Doc("New first day, or days.") @Nullable String start,
            @Doc("Last day, if start is a single day.") @Nullable String end,
            @Doc("Comes every year.") @Nullable Boolean everyYear,
            @Doc("Only these people instead; an empty list is everybody.")
                    @Nullable List<String> users) {
        UpdateHoliday {
            users = users == null ? null : List.copyOf(users);
        }

        boolean wishesNothing() {
            return Stream.of(name, start, everyYear, users).allMatch(Objects::isNull);
        }
    }

    /// @param changes each field's old and new value; empty when it was already so
    record UpdatedHoliday(HolidayRow holiday, List<String> changes) implements Told {
        UpdatedHoliday {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return Changes.told(said(holiday.name()), changes);
        }
    }

    static Planned<UpdatedHoliday> update(UpdateHoliday in, Workplace ws) {
        Holiday holiday = find(in.holiday(), ws);
        if (in.start() == null && in.end() != null) {
            throw LeaveWords.endAlone();
        }
        if (in.wishesNothing()) {
            throw Changes.nothingWished(said(holiday.name()));
        }
        Changes changes = new Changes();
        HolidayEdit edit = HolidayEdit.none();
        String name = in.name() == null ? holiday.name() : NewNames.checked("holiday", in.name());
        if (!name.equals(holiday.name())) {
            changes.add("name", holiday.name(), name);
            edit = edit.withName(name);
        }
        if (in.start() != null) {
            DateRange days = LeaveWords.days(in.start(), in.end(), ws);
            if (!days.start().equals(holiday.first()) || !days.last().equals(holiday.last())) {
                changes.add("days", days(holiday, ws), ws.text().range(days));
                edit = edit.withDays(new Days(days.start(), days.last()));
            }
        }
        if (in.everyYear() != null && in.everyYear() != holiday.everyYear()) {
            changes.add(
                    "every year",
                    holiday.everyYear() ? "yes" : "no",
                    in.everyYear() ? "yes" : "no");
            edit = edit.withEveryYear(in.everyYear());
        }
        if (in.users() != null) {
            Audience audience = audience(in.users(), ws);
            if (!audience.equals(holiday.audience())) {
                changes.add("for", people(holiday.audience()), named(audience, ws));
                edit = edit.withAudience(audience);
            }
        }
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about " + said(holiday.name()))
                    .touching(Reach.WORKSPACE)
                    .answering(
                            answers -> new UpdatedHoliday(HolidayRow.of(holiday, ws), List.of()));
        }
        return ws.plan(
                        "Change %s: %s".formatted(said(holiday.name()), changes.said()),
                        "holiday",
                        ws.api().holidays().update(holiday, edit))
                .undoneBy(ws.api().holidays().update(holiday, HolidayEdit.none()))
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .replacing("holiday", holiday.id(), holiday.raw())
                .note("Clockify does not show its colour, and may reset it.")
                .answering(answers ->
                        new UpdatedHoliday(
                                HolidayRow.of(Plan.read(answers, "holiday", Holiday.class), ws),
                                changes.lines()));
    }

    record DeleteHoliday(@Doc("Its name or id.") String holiday) {}

    record DeletedHoliday(String id, String name) implements Told {
        @Override
        public String told() {
            return "Deleted " + said(name);
        }
    }

    static Planned<DeletedHoliday> delete(DeleteHoliday in, Workplace ws) {
        Holiday holiday = find(in.holiday(), ws);
        return ws.plan(
                        "Delete %s on %s".formatted(said(holiday.name()), days(holiday, ws)),
                        "deleted",
                        ws.api().holidays().delete(holiday.id()))
                .risk(Risk.ADMIN)
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .replacing("holiday", holiday.id(), holiday.raw())
                .note("For: %s.".formatted(people(holiday.audience())))
                .note("Its days count as working days again for time off.")
                .answering(answers -> new DeletedHoliday(holiday.id(), holiday.name()));
    }

    /// The holiday with this id, or the only one with this name. Clockify has no route for one.
    private static Holiday find(String nameOrId, Workplace ws) {
        return Finder.of(
                        "holiday", "holidays", "clockify_list_holidays", Holiday::id, Holiday::name)
                .showing(h -> "‹%s› on %s".formatted(Lines.one(h.name()), days(h, ws)))
                .find(nameOrId, new Page<>(ws.api().holidays().list(), false));
    }
}
