package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A workspace's holidays: days on which the people they are for do not work.
public final class Holidays {

    // People, groups and the project of its entries go back in another form.
    private static final Set<String> READ_ONLY =
            Set.of(
                    "id",
                    "workspaceId",
                    "userIds",
                    "userGroupIds",
                    "projectId",
                    "taskId",
                    "automaticTimeEntryCreation");

    private final Connection connection;
    private final String workspace;

    Holidays(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// All of them: Clockify takes a page and ignores it, and has no route for one.
    public List<Holiday> list() {
        return connection.list(path(), Query.none(), Holiday.class);
    }

    /// All that are for somebody.
    public List<Holiday> of(String userId) {
        return connection.list(path(), Query.none().with("assigned-to", userId), Holiday.class);
    }

    /// Those that touch some days and are for somebody. One that comes every year is found in any.
    ///
    /// @param userId a person's; with a group's, Clockify answers as if the caller were not allowed
    public List<Holiday> of(String userId, Days days) {
        Query query =
                Query.none()
                        .with("assigned-to", userId)
                        .with("start", days.first() + "T00:00:00Z")
                        .with("end", days.last() + "T00:00:00Z");
        return connection.list(
                Paths.of("workspaces", workspace, "holidays", "in-period"), query, Holiday.class);
    }

    /// Makes a holiday. It has to be for somebody.
    public ApiRequest<Holiday> create(NewHoliday holiday) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", holiday.name());
        period(body, holiday.first(), holiday.last());
        body.put("occursAnnually", holiday.everyYear());
        holiday.audience().addTo(body);
        return ApiRequest.post(path(), body, Holiday.class);
    }

    /// Changes a holiday. Clockify replaces it whole, so all of it is sent, but for its colour,
    /// which lists do not show.
    public ApiRequest<Holiday> update(Holiday current, HolidayEdit edit) {
        ObjectNode body = new Fields(current.raw()).without(READ_ONLY);
        body.put("occursAnnually", current.everyYear());
        Edits.text(body, "name", Edits.notCleared("name", edit.name()));
        Edits.flag(body, "occursAnnually", edit.everyYear());
        if (edit.days() instanceof Edit.Set<Days>(Days days)) {
            period(body, days.first(), days.last());
        }
        Audience audience =
                edit.audience() instanceof Edit.Set<Audience>(Audience other)
                        ? other
                        : current.audience();
        audience.addTo(body);
        entries(body, new Fields(current.raw()));
        return ApiRequest.put(path(current.id()), body, Holiday.class);
    }

    /// Deletes a holiday.
    public ApiRequest<Nothing> delete(String id) {
        return ApiRequest.delete(path(id), Nothing.class);
    }

    private String path() {
        return Paths.of("workspaces", workspace, "holidays");
    }

    private String path(String id) {
        return Paths.of("workspaces", workspace, "holidays", id);
    }

    /// Whether entries are made of it, and on which project: read flat, sent in an object.
    private static void entries(ObjectNode body, Fields current) {
        String project = current.id("projectId");
        if (!current.flag("automaticTimeEntryCreation") || project == null) {
            return;
        }
        ObjectNode entries = body.putObject("automaticTimeEntryCreation");
        ObjectNode into = entries.put("enabled", true).putObject("defaultEntities");
        into.put("projectId", project);
        String task = current.id("taskId");
        if (task != null) {
            into.put("taskId", task);
        }
    }

    private static void period(ObjectNode body, LocalDate first, LocalDate last) {
        body.putObject("datePeriod")
                .put("startDate", first.toString())
                .put("endDate", last.toString());
    }

    /// Whom something is for: everybody, now and later, or these people and groups.
    public record Audience(boolean everybody, List<String> userIds, List<String> groupIds) {

        public Audience {
            userIds = List.copyOf(userIds);
            groupIds = List.copyOf(groupIds);
        }

        /// Everybody, also those who come later.
        public static Audience everyone() {
            return new Audience(true, List.of(), List.of());
        }

        /// These people.
        public static Audience people(List<String> userIds) {
            return new Audience(false, userIds, List.of());
        }

        static Audience from(Fields fields) {
            return new Audience(
                    fields.flag("everyoneIncludingNew"),
                    fields.texts("userIds"),
                    fields.texts("userGroupIds"));
        }

        /// Holidays take people of every status, policies only active ones.
        private void addTo(ObjectNode body) {
            addTo(body, "ALL");
        }

        void addTo(ObjectNode body, String status) {
            body.put("everyoneIncludingNew", everybody);
            filter(body.putObject("users"), userIds, status);
            filter(body.putObject("userGroups"), groupIds, status);
        }

        private static void filter(ObjectNode filter, List<String> ids, String status) {
            filter.put("contains", "CONTAINS").put("status", status).set("ids", Json.tree(ids));
        }
    }

    /// A holiday.
    ///
    /// @param last its last day
    /// @param raw all that Clockify said about it
    public record Holiday(
            String id,
            String name,
            LocalDate first,
            LocalDate last,
            boolean everyYear,
            Audience audience,
            @JsonValue JsonNode raw) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Holiday from(JsonNode raw) {
            Fields fields = new Fields(raw);
            Fields period = new Fields(raw.path("datePeriod"));
            return new Holiday(
                    fields.required("id"),
                    fields.required("name"),
                    LocalDate.parse(period.required("startDate")),
                    LocalDate.parse(period.required("endDate")),
                    fields.flag("occursAnnually"),
                    Audience.from(fields),
                    raw);
        }

        /// Whether a day is one of it, in this or, where it comes every year, in any other.
        public boolean isOn(LocalDate day) {
            if (!everyYear) {
                return !day.isBefore(first) && !day.isAfter(last);
            }
            return isOn(day, day.getYear()) || isOn(day, day.getYear() - 1);
        }

        /// Whether a day is in the occurrence that begins in a year.
        private boolean isOn(LocalDate day, int year) {
            long shift = (long) year - first.getYear();
            return shift >= 0
                    && !day.isBefore(first.plusYears(shift))
                    && !day.isAfter(last.plusYears(shift));
        }
    }

    /// What a new holiday is.
    public record NewHoliday(
            String name, LocalDate first, LocalDate last, boolean everyYear, Audience audience) {}

    /// From a day to a day, both in it.
    public record Days(LocalDate first, LocalDate last) {}

    /// What to change about a holiday.
    public record HolidayEdit(
            Edit<String> name, Edit<Days> days, Edit<Boolean> everyYear, Edit<Audience> audience) {

        /// Changes nothing yet.
        public static HolidayEdit none() {
            return new HolidayEdit(Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep());
        }

        public HolidayEdit withName(@Nullable String name) {
            return new HolidayEdit(Edit.of(name), days, everyYear, audience);
        }

        public HolidayEdit withDays(@Nullable Days days) {
            return new HolidayEdit(name, Edit.of(days), everyYear, audience);
        }

        public HolidayEdit withEveryYear(@Nullable Boolean everyYear) {
            return new HolidayEdit(name, days, Edit.of(everyYear), audience);
        }

        public HolidayEdit withAudience(@Nullable Audience audience) {
            return new HolidayEdit(name, days, everyYear, Edit.of(audience));
        }
    }
}
