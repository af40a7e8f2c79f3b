package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was made, changed and deleted in a window of time. What was made and changed in it is only
/// among what was made; what was made and deleted in it is nowhere; a deletion shows a minute late.
///
/// Nobody wrote down who may ask. Since it shows everybody's time, the sandbox lets admins.
final class EntityChangeRoutes implements Routes {

    private static final String BASE = "/workspaces/{ws}/entities";
    private static final Duration USUAL_WINDOW = Duration.ofDays(30);
    private static final Duration DELAY = Duration.ofMinutes(1);

    @Override
    public void addTo(Router router) {
        router.add("GET", BASE + "/created", EntityChangeRoutes::created);
        router.add("GET", BASE + "/updated", EntityChangeRoutes::updated);
        router.add("GET", BASE + "/deleted", EntityChangeRoutes::deleted);
    }

    private record Asked(List<String> kinds, Instant from, Instant to) {
        static Asked of(Call call) {
            call.needsAdmin();
            List<String> kinds = call.query().list("type");
            if (kinds.isEmpty()) {
                throw new ApiError(
                        400,
                        ApiError.MISSING_PARAMETER,
                        "Required request parameter 'type' for method parameter type List is not present");
            }
            for (String kind : kinds) {
                if (!Documents.kinds().contains(kind)) {
                    throw new ApiError(
                            400,
                            ApiError.ROUTE,
                            "Method parameter 'type': Failed to convert value of type 'java.lang.String'; accepted values are %s"
                                    .formatted(Documents.kinds()));
                }
            }
            Optional<Instant> start = call.query().instant("start");
            Optional<Instant> end = call.query().instant("end");
            Instant to =
                    end.or(() -> start.map(from -> from.plus(USUAL_WINDOW))).orElse(call.now());
            return new Asked(kinds, start.orElse(to.minus(USUAL_WINDOW)), to);
        }

        boolean has(@Nullable Instant instant) {
            return instant != null && !instant.isBefore(from) && !instant.isAfter(to);
        }
    }

    /// A row and when it happened.
    private record Found(Row row, History.Dates dates, Instant at) {}

    private static Answer created(Call call) {
        Asked asked = Asked.of(call);
        return page(call, living(call, asked).filter(found -> asked.has(made(found))));
    }

    private static Answer updated(Call call) {
        Asked asked = Asked.of(call);
        return page(
                call,
                living(call, asked)
                        .filter(found -> asked.has(found.dates.updatedAt()))
                        .filter(found -> !asked.has(made(found))));
    }

    private static Stream<Found> living(Call call, Asked asked) {
        State workspace = call.workspace();
        return new Documents(call.company(), workspace)
                .rows(asked.kinds).stream()
                        .map(row -> {
                            History.Dates dates = workspace.history().dates(row);
                            Instant updated = dates.updatedAt();
                            Instant made = made(row, dates);
                            Instant at = updated != null ? updated : made;
                            return new Found(row, dates, at == null ? Instant.EPOCH : at);
                        });
    }

    private static @Nullable Instant made(Found found) {
        return made(found.row, found.dates);
    }

    /// The seed's entries were made when they began; of its other things nobody knows.
    private static @Nullable Instant made(Row row, History.Dates dates) {
        Instant known = dates.createdAt();
        return known == null && row instanceof TimeEntry entry ? entry.start() : known;
    }

    private static Answer page(Call call, Stream<Found> found) {
        Documents documents = new Documents(call.company(), call.workspace());
        List<Found> all =
                found.sorted(
                                Comparator.comparing(Found::at)
                                        .thenComparing(one -> one.row.id())
                                        .reversed())
                        .toList();
        return slice(
                call,
                all.stream()
                        .map(one -> {
                            ObjectNode json = documents.of(one.row);
                            Documents.kind(one.row).ifPresent(k -> json.put("documentCode", k));
                            Instant made = made(one);
                            Instant updated = one.dates.updatedAt();
                            json.putObject("auditMetadata")
                                    .put("createdAt", made == null ? null : made.toString())
                                    .put("updatedAt", updated == null ? null : updated.toString());
                            return json;
                        })
                        .toList());
    }

    private static Answer deleted(Call call) {
        Asked asked = Asked.of(call);
        List<ObjectNode> all =
                call.workspace().history().deletions().reversed().stream()
                        .filter(gone -> asked.kinds.contains(kind(gone)))
                        .filter(gone -> asked.has(gone.at()))
                        .filter(gone -> !asked.has(made(gone.row(), gone.dates())))
                        .filter(gone -> !gone.at().plus(DELAY).isAfter(call.now()))
                        .map(gone -> {
                            ObjectNode json = Json.object().put("id", gone.id());
                            json.put("deletionBinId", gone.id());
                            json.put("documentCode", kind(gone));
                            json.put("deletedAt", gone.at().toString());
                            json.set("document", gone.document());
                            return json;
                        })
                        .toList();
        return slice(call, all);
    }

    private static String kind(History.Deletion gone) {
        return Documents.kind(gone.row()).orElse("");
    }

    /// Pages count from nought here, and there is no header to say which is the last.
    private static Answer slice(Call call, List<ObjectNode> all) {
        int page = call.query().number("page", 0, 0);
        int limit = call.query().number("limit", Pages.USUAL, 1);
        int from = (int) Math.min(all.size(), (long) page * limit);
        int to = (int) Math.min(all.size(), (long) from + limit);
        return Answer.ok(Pages.array(all.subList(from, to), row -> row));
    }
}
