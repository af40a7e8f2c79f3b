package io.github.clockifymcp.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.controlplane.Credential;
import io.github.clockifymcp.controlplane.CredentialKeeping;
import io.github.clockifymcp.controlplane.PrincipalKeeping;
import io.github.clockifymcp.controlplane.TenantKeeping;
import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.enforcement.Narrowing;
import io.github.clockifymcp.enforcement.Tenant;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tenants, their people and what is known of their keys, for people to read and as JSON. No secret
/// is in what it is given.
final class TenantShown {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TenantShown() {}

    static Columns table(List<TenantKeeping.Kept> tenants) {
        Columns columns =
                new Columns().row("tenant", "enabled", "mode", "workspace", "base URL", "changed");
        for (TenantKeeping.Kept kept : tenants) {
            Tenant tenant = kept.tenant();
            columns.row(
                    tenant.id(),
                    tenant.enabled() ? "yes" : "no",
                    mode(tenant.narrowing()),
                    KeeperCommand.shown(tenant.workspace()),
                    KeeperCommand.shown(tenant.baseUrl()),
                    kept.changed().toString());
        }
        return columns;
    }

    private static String mode(Narrowing narrowing) {
        Mode mode = narrowing.mode();
        return mode == null ? "-" : mode.id();
    }

    /// A tenant, a line for each of what is known of it.
    static Columns one(TenantKeeping.Kept kept, int people) {
        Tenant tenant = kept.tenant();
        Narrowing narrowing = tenant.narrowing();
        return new Columns()
                .row("tenant", tenant.id())
                .row("enabled", tenant.enabled() ? "yes" : "no")
                .row("mode", mode(narrowing))
                .row("denied tools", words(narrowing.denyTools()))
                .row("denied groups", words(narrowing.denyGroups()))
                .row("allowed groups", words(narrowing.allowGroups()))
                .row("person required", words(risks(narrowing)))
                .row("limits", words(limits(narrowing)))
                .row("workspace", KeeperCommand.shown(tenant.workspace()))
                .row("base URL", KeeperCommand.shown(tenant.baseUrl()))
                .row("issuers", words(tenant.issuers()))
                .row("made", kept.made().toString())
                .row("changed", kept.changed().toString())
                .row("principals", Integer.toString(people));
    }

    static Columns keys(List<CredentialKeeping.Kept> keys) {
        Columns columns =
                new Columns()
                        .row(
                                "key of",
                                "Clockify user",
                                "workspace",
                                "checked",
                                "refused",
                                "sealed by");
        for (CredentialKeeping.Kept key : keys) {
            Credential.Checked checked = key.checked();
            columns.row(
                    key.principal().isEmpty() ? "(the tenant)" : key.principal(),
                    checked == null ? "-" : checked.user(),
                    checked == null ? "-" : checked.workspace(),
                    KeeperCommand.shown(checked == null ? null : checked.at()),
                    KeeperCommand.shown(key.refused()),
                    key.sealedBy());
        }
        return columns;
    }

    static Columns people(List<PrincipalKeeping.Kept> people) {
        Columns columns =
                new Columns()
                        .row(
                                "principal",
                                "Clockify user",
                                "token",
                                "own key",
                                "revoked",
                                "changed");
        for (PrincipalKeeping.Kept kept : people) {
            columns.row(
                    kept.principal().id(),
                    KeeperCommand.shown(kept.principal().clockifyUser()),
                    kept.token() ? "yes" : "no",
                    kept.ownKey() ? "yes" : "no",
                    kept.principal().revoked() ? "yes" : "no",
                    kept.changed().toString());
        }
        return columns;
    }

    static ObjectNode json(TenantKeeping.Kept kept) {
        return json(kept.tenant())
                .put("made", kept.made().toString())
                .put("changed", kept.changed().toString());
    }

    static ObjectNode json(Tenant tenant) {
        Narrowing narrowing = tenant.narrowing();
        Mode mode = narrowing.mode();
        ObjectNode node =
                JSON.objectNode()
                        .put("tenant", tenant.id())
                        .put("enabled", tenant.enabled())
                        .put("mode", mode == null ? null : mode.id());
        add(node, "deny_tools", narrowing.denyTools());
        add(node, "deny_groups", narrowing.denyGroups());
        add(node, "allow_groups", narrowing.allowGroups());
        add(node, "person_required", risks(narrowing));
        ObjectNode limits = node.putObject("limits");
        TenantLimit.shown(narrowing.limits()).forEach(limits::put);
        node.put("workspace", tenant.workspace()).put("base_url", tenant.baseUrl());
        add(node, "issuers", tenant.issuers());
        return node;
    }

    static ObjectNode json(CredentialKeeping.Kept key) {
        Credential.Checked checked = key.checked();
        return JSON.objectNode()
                .put("principal", key.principal().isEmpty() ? null : key.principal())
                .put("clockify_user", checked == null ? null : checked.user())
                .put("workspace", checked == null ? null : checked.workspace())
                .put("checked", text(checked == null ? null : checked.at()))
                .put("refused", text(key.refused()))
                .put("sealed_by", key.sealedBy())
                .put("changed", key.changed().toString());
    }

    static ObjectNode json(PrincipalKeeping.Kept kept) {
        return JSON.objectNode()
                .put("tenant", kept.principal().tenant())
                .put("principal", kept.principal().id())
                .put("clockify_user", kept.principal().clockifyUser())
                .put("token", kept.token())
                .put("own_key", kept.ownKey())
                .put("revoked", kept.principal().revoked())
                .put("made", kept.made().toString())
                .put("changed", kept.changed().toString());
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static void add(ObjectNode node, String field, Collection<String> words) {
        words.stream().sorted().forEach(node.putArray(field)::add);
    }

    private static List<String> risks(Narrowing narrowing) {
        return narrowing.personRequired().stream().map(TenantOptions::word).sorted().toList();
    }

    private static List<String> limits(Narrowing narrowing) {
        return TenantLimit.shown(narrowing.limits()).entrySet().stream()
                .map(limit -> limit.getKey() + "=" + limit.getValue())
                .toList();
    }

    private static String words(Collection<String> words) {
        return words.isEmpty() ? "-" : String.join(", ", words.stream().sorted().toList());
    }
}
