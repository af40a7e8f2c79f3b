package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Member profiles. Admins and team managers see those of others, admins change them; an update
/// keeps what it does not name, and a name is only taken for people without an account.
final class ProfileRoutes implements Routes {

    private static final String ONE = "/workspaces/{ws}/member-profile/{user}";
    private static final Set<String> DAYS =
            Arrays.stream(DayOfWeek.values()).map(Enum::name).collect(Collectors.toSet());
    private static final List<String> WORKING_DAYS =
            List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY");

    @Override
    public void addTo(Router router) {
        router.add("GET", ONE, ProfileRoutes::get);
        router.add("PATCH", ONE, ProfileRoutes::update);
    }

    private static Answer get(Call call) {
        Member member = call.workspace().member(call.path("user"));
        boolean own = member.id().equals(call.account().id());
        if (!own && !Roles.leads(call.workspace(), call.account().id(), member.id())) {
            call.needsAdmin();
        }
        return Answer.ok(json(call, member));
    }

    private static Answer update(Call call) {
        call.needs("EDIT_MEMBER_PROFILE");
        call.needsAdmin();
        Member member = call.workspace().member(call.path("user"));
        Body body = call.body();
        Profile old = profile(call, member);
        List<String> days = body.texts("workingDays");
        if (!DAYS.containsAll(days)) {
            throw ApiError.unreadable("not one of the values accepted for Enum class: " + DAYS);
        }
        Profile profile =
                new Profile(
                        old.id(),
                        body.word("weekStart", DAYS).orElse(old.weekStart()),
                        capacity(body).orElse(old.workCapacity()),
                        body.has("workingDays") ? days : old.workingDays());
        for (Body sent : body.objects("userCustomFields")) {
            CustomFieldRoutes.setUserValue(
                    call, member, sent.required("customFieldId"), sent.value("value").orElse(null));
        }
        Account account = call.company().account(member.id());
        if (account.status().equals("LIMITED")) {
            body.text("name", 1, 100).ifPresent(name -> call.company().add(account.named(name)));
        }
        call.workspace().table(Profile.class).put(profile);
        return Answer.ok(json(call, member));
    }

    private static Optional<String> capacity(Body body) {
        Optional<String> capacity = body.text("workCapacity");
        capacity.ifPresent(text -> {
            try {
                Duration day = Duration.parse(text);
                if (day.isNegative() || day.compareTo(Duration.ofDays(1)) > 0) {
                    throw ApiError.field("workCapacity", "");
                }
            } catch (DateTimeException e) {
                throw ApiError.field("workCapacity", "");
            }
        });
        return capacity;
    }

    /// When somebody works, as it was set or as it is usual.
    static Profile profile(Call call, Member member) {
        Account account = call.company().account(member.id());
        return call.workspace()
                .table(Profile.class)
                .find(member.id())
                .orElseGet(() ->
                        new Profile(member.id(), account.weekStart().name(), "PT7H", WORKING_DAYS));
    }

    private static ObjectNode json(Call call, Member member) {
        Account account = call.company().account(member.id());
        Profile profile = profile(call, member);
        ObjectNode json = Json.object();
        json.put("email", account.email());
        json.put("hasPassword", account.key() != null);
        json.put("hasPendingApprovalRequest", false);
        json.put("imageUrl", "");
        json.put("name", account.name());
        json.put("weekStart", profile.weekStart());
        json.put("workCapacity", profile.workCapacity());
        json.set("workingDays", Json.texts(profile.workingDays()));
        json.put("workspaceNumber", workspaces(call, member));
        ArrayNode values = json.putArray("userCustomFieldValues");
        for (CustomField field : call.workspace().customFields().where(CustomField::ofPeople)) {
            values.add(CustomFieldRoutes.userValue(call, member, field));
        }
        return json;
    }

    private static int workspaces(Call call, Member member) {
        return (int)
                call.company().workspaces().values().stream()
                        .filter(workspace -> workspace.members().find(member.id()).isPresent())
                        .count();
    }
}
