package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Time off policies. An update replaces all of one but its unit, and wants to be told whether
/// balances expire, which no answer shows. Everybody sees those that are for them; only those who
/// run the place change them.
final class PolicyRoutes implements Routes {

    static final String ALL = "/workspaces/{ws}/time-off/policies";
    static final String ONE = ALL + "/{policy}";
    private static final List<String> UNITS = List.of("DAYS", "HOURS");
    private static final List<String> ICONS =
            List.of(
                    "UMBRELLA",
                    "SNOWFLAKE",
                    "FAMILY",
                    "PLANE",
                    "STETHOSCOPE",
                    "HEALTH_METRICS",
                    "CHILDCARE",
                    "LUGGAGE",
                    "MONETIZATION",
                    "CALENDAR");

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, PolicyRoutes::list);
        router.add("POST", ALL, PolicyRoutes::create);
        router.add("GET", ONE, call -> Answer.ok(policy(call).json(call.workspace())));
        router.add("PUT", ONE, PolicyRoutes::update);
        router.add("PATCH", ONE, PolicyRoutes::changeStatus);
        router.add("DELETE", ONE, PolicyRoutes::delete);
    }

    private static Answer list(Call call) {
        call.needs("TIME_OFF");
        Query query = call.query();
        String status = query.word("status", Set.of("ACTIVE", "ARCHIVED", "ALL")).orElse("ACTIVE");
        List<Policy> found =
                table(call).all().stream()
                        .filter(policy -> sees(call, policy))
                        .filter(Names.filter(query, Policy::name))
                        .filter(p ->
                                status.equals("ALL") || p.archived() == status.equals("ARCHIVED"))
                        .sorted(Comparator.comparing(Policy::name))
                        .toList();
        return Pages.of(
                query,
                query.descending() ? found.reversed() : found,
                policy -> policy.json(call.workspace()),
                Pages.USUAL,
                200);
    }

    private static boolean sees(Call call, Policy policy) {
        Member member = call.member();
        return policy.audience().has(member.id()) || policy.isDecidedBy(member);
    }

    private static Answer create(Call call) {
        call.needs("TIME_OFF");
        call.needsAdmin();
        Body body = call.body();
        String unit = body.word("timeUnit", UNITS).orElse("DAYS");
        Policy policy = read(call, call.company().newId(), unit);
        return Answer.created(table(call).put(policy).json(call.workspace()));
    }

    private static Answer update(Call call) {
        Policy old = policy(call);
        call.needsAdmin();
        Body body = call.body();
        for (String field :
                List.of("allowHalfDay", "allowNegativeBalance", "archived", "hasExpiration")) {
            body.required(field);
        }
        body.required("everyoneIncludingNew");
        if (!body.has("users") || !body.has("userGroups")) {
            throw ApiError.rule("must not be null");
        }
        Policy policy = read(call, old.id(), old.unit());
        return Answer.ok(table(call).put(policy).json(call.workspace()));
    }

    private static Policy read(Call call, String id, String unit) {
        Body body = call.body();
        String name = body.required("name");
        body.text("name", 2, 100);
        Names.free("Policy", name, id, table(call).all(), Policy::name);
        Body approve = body.object("approve").orElseThrow(() -> ApiError.rule("must not be null"));
        boolean belowZero = body.flag("allowNegativeBalance").orElse(false);
        JsonNode negative = body.value("negativeBalance").orElse(null);
        if (belowZero && negative == null) {
            throw ApiError.rule("must not be null");
        }
        List<String> members =
                approve.flag("specificMembers").orElse(false)
                        ? approve.texts("userIds")
                        : List.<String>of();
        members.forEach(call.workspace()::member);
        return new Policy(
                id,
                name,
                unit,
                body.flag("archived").orElse(false),
                new Policy.Approval(
                        approve.flag("requiresApproval").orElse(false),
                        approve.flag("teamManagers").orElse(false),
                        members),
                body.flag("allowHalfDay").orElse(false),
                belowZero,
                belowZero ? negative : null,
                body.value("automaticAccrual").orElse(null),
                body.value("automaticTimeEntryCreation").orElse(null),
                Audience.from(call, body),
                body.text("color").orElse("#8BC34A"),
                body.word("icon", ICONS).orElse("UMBRELLA"));
    }

    private static Answer changeStatus(Call call) {
        Policy policy = policy(call);
        call.needsAdmin();
        String status = call.body().required("status");
        call.body().word("status", List.of("ACTIVE", "ARCHIVED", "ALL"));
        if (status.equals("ALL")) {
            throw ApiError.rule("Invalid status");
        }
        Policy changed = policy.archived(status.equals("ARCHIVED"));
        return Answer.ok(table(call).put(changed).json(call.workspace()));
    }

    private static Answer delete(Call call) {
        Policy policy = policy(call);
        call.needsAdmin();
        if (!policy.archived()) {
            throw ApiError.rule("Cannot delete an active policy");
        }
        table(call).remove(policy.id());
        return Answer.empty(200);
    }

    private static Policy policy(Call call) {
        call.needs("TIME_OFF");
        Policy policy = call.workspace().get(Policy.class, call.path("policy"));
        if (!sees(call, policy)) {
            throw ApiError.denied();
        }
        return policy;
    }

    private static Table<Policy> table(Call call) {
        return call.workspace().table(Policy.class);
    }
}
