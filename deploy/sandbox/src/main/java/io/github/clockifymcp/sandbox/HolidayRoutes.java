package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// Holidays. Lists ignore paging and say no last page; one alone cannot be read; an update replaces
/// it whole, with a shorter name than a new one may have. Everybody sees them, those who run the
/// place make them.
final class HolidayRoutes implements Routes {

    private static final String ALL = "/workspaces/{ws}/holidays";
    private static final String ONE = ALL + "/{holiday}";
    private static final int LONGEST_RENAMED = 50;
    private static final int LONGEST_PERIOD = 366;

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, HolidayRoutes::list);
        router.add("POST", ALL, HolidayRoutes::create);
        router.add("GET", ALL + "/in-period", HolidayRoutes::inPeriod);
        router.add("PUT", ONE, HolidayRoutes::update);
        router.add("DELETE", ONE, HolidayRoutes::delete);
    }

    private static Answer list(Call call) {
        call.needs("TIME_OFF");
        Optional<String> user = call.query().text("assigned-to");
        List<Holiday> found =
                table(call).where(h -> user.map(u -> h.audience().has(u)).orElse(true));
        return Answer.ok(Pages.array(found, holiday -> holiday.json(call.workspace())));
    }

    private static Answer inPeriod(Call call) {
        call.needs("TIME_OFF");
        String user = required(call, "assigned-to");
        LocalDate from = day(required(call, "start"));
        LocalDate to = day(required(call, "end"));
        if (call.workspace().members().find(user).isEmpty()) {
            // What the service really does with somebody it does not know.
            throw new ApiError(500, 500, "Internal server error");
        }
        if (to.isAfter(from.plusDays(LONGEST_PERIOD))) {
            throw ApiError.rule("Period is too long");
        }
        List<Holiday> found = table(call).where(h -> h.audience().has(user) && h.touches(from, to));
        return Answer.ok(Pages.array(found, holiday -> holiday.json(call.workspace())));
    }

    private static String required(Call call, String name) {
        return call.query()
                .text(name)
                .orElseThrow(() ->
                        new ApiError(
                                400,
                                ApiError.MISSING_PARAMETER,
                                "Required request parameter '%s' is not present".formatted(name)));
    }

    private static Answer create(Call call) {
        call.needs("TIME_OFF");
        call.needsAdmin();
        call.body().required("name");
        call.body().text("name", 2, 100);
        Holiday made = read(call, call.company().newId());
        return Answer.ok(table(call).put(made).json(call.workspace()));
    }

    private static Answer update(Call call) {
        call.needs("TIME_OFF");
        Holiday old = holiday(call);
        call.needsAdmin();
        call.body().required("name");
        call.body().text("name", 1, LONGEST_RENAMED);
        call.body().required("occursAnnually");
        return Answer.ok(table(call).put(read(call, old.id())).json(call.workspace()));
    }

    private static Holiday read(Call call, String id) {
        Body body = call.body();
        Body period =
                body.object("datePeriod").orElseThrow(() -> ApiError.rule("must not be null"));
        LocalDate first = day(period.required("startDate"));
        LocalDate last = day(period.required("endDate"));
        if (last.isBefore(first)) {
            throw ApiError.field("datePeriod", "");
        }
        Audience audience = Audience.from(call, body);
        if (!audience.everyone() && audience.userIds().isEmpty()) {
            throw ApiError.field("users", "");
        }
        return new Holiday(
                id,
                body.required("name"),
                first,
                last,
                body.flag("occursAnnually").orElse(false),
                audience,
                body.text("color").orElse(null),
                body.object("automaticTimeEntryCreation")
                        .filter(entries -> entries.flag("enabled").orElse(false))
                        .flatMap(entries -> entries.value("defaultEntities"))
                        .orElse(null));
    }

    private static LocalDate day(String text) {
        try {
            return text.length() > 10
                    ? OffsetDateTime.parse(text).toLocalDate()
                    : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw ApiError.rule("invalid date format");
        }
    }

    /// The answer names the people, and shows the colour, as no other one does.
    private static Answer delete(Call call) {
        call.needs("TIME_OFF");
        Holiday holiday = holiday(call);
        call.needsAdmin();
        table(call).remove(holiday.id());
        ObjectNode json = holiday.json(call.workspace());
        json.remove(List.of("projectId", "taskId"));
        json.putObject("automaticTimeEntryCreation").put("enabled", holiday.entries() != null);
        json.put("color", holiday.color() == null ? "#8BC34A" : holiday.color());
        json.set(
                "users",
                Pages.array(
                        holiday.audience().userIds(),
                        id -> Json.object().put("id", id).put("name", name(call, id))));
        json.set("userGroups", Json.array());
        return Answer.ok(json);
    }

    private static String name(Call call, String userId) {
        return call.company().account(userId).name();
    }

    private static Holiday holiday(Call call) {
        return call.workspace().get(Holiday.class, call.path("holiday"));
    }

    private static Table<Holiday> table(Call call) {
        return call.workspace().table(Holiday.class);
    }
}
