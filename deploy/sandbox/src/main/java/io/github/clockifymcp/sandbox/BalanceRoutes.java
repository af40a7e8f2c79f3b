package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people have left under policies, and the time they are given. One sees one's own; those who
/// decide on a policy's requests see all of its balances; those who run the place change them.
final class BalanceRoutes implements Routes {

    private static final String ALL = "/workspaces/{ws}/time-off/balance";
    private static final String ASSIGNMENT = ALL + "/assignment";
    private static final String OF = "/user/{user}/policy/{policy}";
    private static final String ONE = ASSIGNMENT + "/{assignment}" + OF;
    private static final int LAST_PAGE = 1_000;
    private static final BigDecimal MOST = BigDecimal.valueOf(10_000);

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL + "/user/{user}", BalanceRoutes::ofUser);
        router.add("GET", ALL + "/policy/{policy}", BalanceRoutes::ofPolicy);
        router.add("PATCH", ALL + "/policy/{policy}", BalanceRoutes::set);
        router.add("POST", ASSIGNMENT, BalanceRoutes::assign);
        router.add("GET", ASSIGNMENT + OF, BalanceRoutes::assignments);
        router.add("PUT", ONE, BalanceRoutes::change);
        router.add("DELETE", ONE, BalanceRoutes::remove);
    }

    private record Share(Policy policy, String userId) {}

    private static Answer ofUser(Call call) {
        call.needs("TIME_OFF");
        Member user = call.workspace().member(call.path("user"));
        boolean own = user.id().equals(call.member().id());
        List<Share> shares =
                call.workspace().table(Policy.class).all().stream()
                        .filter(policy -> policy.audience().has(user.id()))
                        .filter(policy -> own || policy.isDecidedBy(call.member()))
                        .map(policy -> new Share(policy, user.id()))
                        .toList();
        if (!own && shares.isEmpty()) {
            throw ApiError.denied();
        }
        return page(call, shares);
    }

    private static Answer ofPolicy(Call call) {
        Policy policy = policy(call, call.path("policy"));
        if (!policy.isDecidedBy(call.member())) {
            throw ApiError.denied();
        }
        return page(
                call,
                call.workspace().members().where(Member::isActive).stream()
                        .filter(member -> policy.audience().has(member.id()))
                        .map(member -> new Share(policy, member.id()))
                        .toList());
    }

    private static Answer page(Call call, List<Share> shares) {
        if (call.query().number("page", 1, 1) > LAST_PAGE) {
            throw ApiError.field("page", "Must be less than or equal to 1000.");
        }
        Answer page = Pages.of(call.query(), shares, share -> json(call, share), Pages.USUAL, 200);
        ObjectNode body = Json.object().put("count", shares.size());
        return new Answer(200, body.set("balances", page.body()), page.headers());
    }

    private static ObjectNode json(Call call, Share share) {
        State workspace = call.workspace();
        Policy policy = share.policy;
        JsonNode negative = policy.negative();
        ObjectNode json = Json.object();
        json.put("id", Ids.of("balance", policy.id() + share.userId));
        json.put("workspaceId", workspace.id()).put("policyId", policy.id());
        json.put("policyName", policy.name()).put("policyTimeUnit", policy.unit());
        json.put("policyArchived", policy.archived());
        json.put("userId", share.userId);
        json.put("userName", call.company().account(share.userId).name());
        json.put("total", Assignment.total(workspace, policy, share.userId));
        json.put("used", Assignment.used(workspace, policy, share.userId));
        json.put("balance", Assignment.balance(workspace, policy, share.userId));
        json.put("negativeBalanceLimit", negative != null);
        json.put(
                "negativeBalanceAmount",
                negative == null ? BigDecimal.ZERO : negative.path("amount").decimalValue());
        return json;
    }

    /// Gives people what they lack, or takes what they have too much, to come to a value.
    private static Answer set(Call call) {
        Policy policy = policy(call, call.path("policy"));
        call.needsAdmin();
        BigDecimal value = decimal(call.body(), "value");
        call.body().required("note");
        for (String userId : users(call)) {
            BigDecimal now = Assignment.balance(call.workspace(), policy, userId);
            put(call, policy.id(), userId, value.subtract(now), null);
        }
        return Answer.empty(204);
    }

    private static Answer assign(Call call) {
        call.needs("TIME_OFF");
        call.needsAdmin();
        Policy policy = policy(call, call.body().required("policyId"));
        BigDecimal amount = decimal(call.body(), "balance");
        users(call).forEach(user -> put(call, policy.id(), user, amount, null));
        return Answer.empty(201);
    }

    private static Answer assignments(Call call) {
        Policy policy = policy(call, call.path("policy"));
        String user = call.workspace().member(call.path("user")).id();
        if (!user.equals(call.member().id()) && !policy.isDecidedBy(call.member())) {
            throw ApiError.denied();
        }
        List<Assignment> found =
                table(call).where(a -> a.policyId().equals(policy.id()) && a.userId().equals(user));
        return Answer.ok(Pages.array(found, assignment -> json(call, assignment)));
    }

    private static ObjectNode json(Call call, Assignment assignment) {
        return Json.object()
                .put("id", assignment.id())
                .put("workspaceId", call.workspace().id())
                .put("policyId", assignment.policyId())
                .put("userId", assignment.userId())
                .put("balance", assignment.amount())
                .put("accrued", BigDecimal.ZERO);
    }

    /// `balanceChange` is added, and does not replace.
    private static Answer change(Call call) {
        Assignment old = assignment(call);
        BigDecimal amount = old.amount().add(decimal(call.body(), "balanceChange"));
        put(call, old.policyId(), old.userId(), amount, old.id());
        return Answer.empty(204);
    }

    private static Answer remove(Call call) {
        Assignment old = assignment(call);
        call.body().required("note");
        table(call).remove(old.id());
        return Answer.empty(200);
    }

    private static Assignment assignment(Call call) {
        policy(call, call.path("policy"));
        call.needsAdmin();
        return table(call)
                .find(call.path("assignment"))
                .filter(a -> a.policyId().equals(call.path("policy")))
                .filter(a -> a.userId().equals(call.path("user")))
                .orElseThrow(() -> ApiError.foreign("Balance assignment"));
    }

    private static void put(
            Call call, String policy, String user, BigDecimal amount, @Nullable String id) {
        table(call)
                .put(
                        new Assignment(
                                id == null ? call.company().newId() : id, policy, user, amount));
    }

    private static List<String> users(Call call) {
        List<String> users = call.body().texts("userIds");
        if (users.isEmpty()) {
            throw ApiError.rule("must not be empty");
        }
        users.forEach(id -> call.workspace().member(id));
        return users;
    }

    private static BigDecimal decimal(Body body, String field) {
        JsonNode value = body.value(field).orElseThrow(() -> ApiError.rule("must not be null"));
        if (!value.isNumber()) {
            throw ApiError.unreadable("Cannot deserialize value of type `double` from " + value);
        }
        if (value.decimalValue().abs().compareTo(MOST) > 0) {
            throw ApiError.field(field, "");
        }
        return value.decimalValue();
    }

    private static Policy policy(Call call, String id) {
        call.needs("TIME_OFF");
        return call.workspace().get(Policy.class, id);
    }

    private static Table<Assignment> table(Call call) {
        return call.workspace().table(Assignment.class);
    }
}
