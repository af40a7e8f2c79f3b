package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The audit log: who did what to time entries, projects, tasks, clients and tags.
final class AuditLogRoutes implements Routes {

    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int USUAL = 20;
    private static final int MOST = 50;
    private static final List<String> ACTIONS =
            List.of(
                    ("CREATE_TIME_PERSONAL_TIMER CREATE_TIME_PERSONAL_MANUAL CREATE_TIME_IMPORT"
                                    + " CREATE_TIME_KIOSK CREATE_TIME_FOR_OTHER RESTORE_TIME"
                                    + " RESTORE_TIME_FOR_OTHER UPDATE_TIME_PERSONAL"
                                    + " UPDATE_TIME_FOR_OTHER DELETE_TIME_PERSONAL"
                                    + " DELETE_TIME_FOR_OTHER CREATE_PROJECT CREATE_PROJECT_IMPORT"
                                    + " CREATE_PROJECT_QUICKBOOKS UPDATE_PROJECT DELETE_PROJECT"
                                    + " CREATE_TASK CREATE_TASK_IMPORT UPDATE_TASK DELETE_TASK"
                                    + " CREATE_CLIENT CREATE_CLIENT_IMPORT CREATE_CLIENT_QUICKBOOKS"
                                    + " UPDATE_CLIENT DELETE_CLIENT CREATE_TAG CREATE_TAG_IMPORT"
                                    + " UPDATE_TAG DELETE_TAG CREATE_EXPENSE"
                                    + " CREATE_EXPENSE_FOR_OTHER RESTORE_EXPENSE"
                                    + " RESTORE_EXPENSE_FOR_OTHER UPDATE_EXPENSE"
                                    + " UPDATE_EXPENSE_FOR_OTHER DELETE_EXPENSE"
                                    + " DELETE_EXPENSE_FOR_OTHER")
                            .split(" "));

    @Override
    public void addTo(Router router) {
        router.add("POST", "/workspaces/{ws}/audit-log", AuditLogRoutes::search);
    }

    private static Answer search(Call call) {
        call.needsAdmin();
        call.needs("AUDIT_LOG");
        Body body = call.body();
        List<String> actions = body.texts("actions");
        if (actions.isEmpty()) {
            throw ApiError.rule("must not be empty");
        }
        for (String action : actions) {
            if (!ACTIONS.contains(action)) {
                throw ApiError.unreadable(
                        "Cannot deserialize value from String \"%s\": not one of the values accepted for Enum class: %s"
                                .formatted(action, ACTIONS));
            }
        }
        Instant start = required(body.instant("start").orElse(null));
        Instant end = required(body.instant("end").orElse(null));
        if (end.isBefore(start) || Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw ApiError.rule("Date range must not be longer than 31 days");
        }
        Predicate<History.Deed> authors = authors(body);
        int page = number(body, "page", 1, Integer.MAX_VALUE);
        int size = number(body, "page-size", USUAL, MOST);
        List<ObjectNode> found =
                call.workspace().history().deeds().reversed().stream()
                        .filter(deed -> actions.contains(deed.action()))
                        .filter(deed -> !deed.at().isBefore(start) && !deed.at().isAfter(end))
                        .filter(authors)
                        .skip((Math.max(1, page) - 1L) * size)
                        .limit(size)
                        .map(deed -> json(call, deed))
                        .toList();
        return Answer.ok(Pages.array(found, row -> row));
    }

    /// Whose deeds. An empty list of authors is no filter; `SYSTEM` did nothing here.
    private static Predicate<History.Deed> authors(Body body) {
        Body authors = body.object("authors").orElseThrow(() -> ApiError.rule("must not be null"));
        boolean without =
                authors.word("contains", Set.of("CONTAINS", "DOES_NOT_CONTAIN"))
                        .filter("DOES_NOT_CONTAIN"::equals)
                        .isPresent();
        List<String> ids = authors.texts("authorIds");
        return deed -> ids.isEmpty() || ids.contains(deed.userId()) != without;
    }

    private static Instant required(@Nullable Instant instant) {
        if (instant == null) {
            throw ApiError.rule("must not be null");
        }
        return instant;
    }

    private static int number(Body body, String field, int usual, int most) {
        long number = body.amount(field).orElse((long) usual);
        if (number > most || (number < 1 && most == MOST)) {
            throw ApiError.field(field, "Must be less than or equal to " + most + ".");
        }
        return (int) number;
    }

    private static ObjectNode json(Call call, History.Deed deed) {
        Account author = call.company().account(deed.userId());
        return Json.object()
                .put("action", deed.action())
                .put("timestamp", deed.at().toString())
                .put("workspaceId", call.workspace().id())
                .put("userId", author.id())
                .put("userName", author.name())
                .put("userEmail", author.email())
                .put("content", deed.content())
                .put("previousContent", deed.previous());
    }
}
