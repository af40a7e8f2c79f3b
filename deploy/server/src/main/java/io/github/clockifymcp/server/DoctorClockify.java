package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.Answer;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.clockify.Limits;
import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.clockify.RateHeaders;
import io.github.clockifymcp.clockify.RequestBudget;
import io.github.clockifymcp.clockify.RequestObserver;
import io.github.clockifymcp.clockify.Service;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import io.github.clockifymcp.server.doctor.Clocks;
import io.github.clockifymcp.server.doctor.Findings;
import io.github.clockifymcp.server.doctor.Symptom;
import io.github.clockifymcp.server.doctor.Way;
import io.github.clockifymcp.server.settings.Address;
import io.github.clockifymcp.server.settings.Bind;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import io.github.clockifymcp.server.settings.State;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether the settings lead to a Clockify that works for this key: who it is, in which workspace,
/// with which rights and plan. It costs three requests.
final class DoctorClockify {
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final int LARGEST = 8 << 20;
    private static final int SHOWN = 12;

    /// What some tools are about, by Clockify's names.
    private static final List<String> AREAS =
            List.of(
                    "APPROVAL",
                    "AUDIT_LOG",
                    "BULK_EDIT",
                    "CUSTOM_FIELDS",
                    "EXPENSES",
                    "INVOICING",
                    "SCHEDULING",
                    "TIME_OFF");

    private static final List<String> HIGH = List.of("OWNER", "WORKSPACE_ADMIN");

    private final Settings settings;
    private final Findings findings;
    private final Counting counting = new Counting();
    private String date = "";
    private Instant came = Instant.EPOCH;

    private DoctorClockify(Settings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    /// Looks, where there is a key to look with.
    static void look(Settings settings, Findings findings) {
        boolean service =
                settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null)
                        instanceof State.Postgres;
        if (Upstream.isSandbox(settings)) {
            findings.add(
                    Symptom.CLOCKIFY_SANDBOX,
                    "Clockify is the sandbox in the server, with a made-up company.");
        }
        if (!Upstream.isSandbox(settings) && settings.find(SettingTable.API_KEY).isEmpty()) {
            if (!service) {
                findings.add(
                        Symptom.CLOCKIFY_KEY_MISSING,
                        "There is no key to Clockify: each call would say so.",
                        "Set CLOCKIFY_API_KEY to the key from Clockify's page Preferences ›"
                                + " Advanced.");
            }
            return; // tenants have keys of their own
        }
        Outlet outlet;
        Outside outside = new Outside(settings);
        try {
            outlet = outside.outlet();
        } catch (SettingsException e) {
            return; // the file is said of where files are
        }
        new DoctorClockify(settings, findings).look(outside, outlet);
    }

    private void look(Outside outside, Outlet outlet) {
        Limits limits = new Limits(LIMIT, LIMIT, LIMIT, 0, LIMIT, LARGEST);
        try (Upstream upstream =
                        new Upstream(settings, outside, null, counting, RequestObserver.NONE);
                Clockify clockify = upstream.watched(limits, this::seen)) {
            User user = clockify.users().current();
            findings.add(
                    Symptom.CLOCKIFY_KEY_WORKS,
                    "The key is %s's, whose account is in %s."
                            .formatted(
                                    user.name(),
                                    user.zone().map(Object::toString).orElse("an unknown zone")));
            List<Workspace> all = clockify.workspaces().list();
            chosen(all).ifPresent(workspace -> workspace(workspace, clockify));
            rest("reports", Service.REPORTS, outlet);
            rest("audit log", Service.AUDIT_LOG, outlet);
        } catch (ClockifyException e) {
            failed(e, outlet);
        }
        compareClocks();
        counting.say(findings);
    }

    private void seen(Answer answer) {
        date = answer.headers().first("Date").orElse("");
        came = Clock.systemUTC().instant();
    }

    private Optional<Workspace> chosen(List<Workspace> all) {
        Optional<String> wanted = settings.find(SettingTable.WORKSPACE_ID);
        Optional<Workspace> found =
                wanted.flatMap(id -> all.stream().filter(each -> each.id().equals(id)).findFirst());
        String there = String.join(", ", all.stream().limit(SHOWN).map(Workspace::id).toList());
        if (wanted.isPresent() && found.isEmpty()) {
            findings.add(
                    Symptom.WORKSPACE_UNKNOWN,
                    "The key's owner is not in the workspace %s of CLOCKIFY_WORKSPACE_ID, but in: %s."
                            .formatted(wanted.get(), there),
                    "Set CLOCKIFY_WORKSPACE_ID to one of these, or use a key of somebody who is in"
                            + " that one.");
            return Optional.empty();
        }
        if (all.isEmpty()) {
            findings.add(
                    Symptom.WORKSPACE_NONE,
                    "The key's owner is in no workspace.",
                    "Let them be invited to one, or use somebody else's key.");
        } else if (wanted.isEmpty() && all.size() > 1) {
            findings.add(
                    Symptom.WORKSPACE_UNCHOSEN,
                    "The key's owner is in %d workspaces, and none is chosen: each call would end with"
                                    .formatted(all.size())
                            + " their ids.",
                    "Set CLOCKIFY_WORKSPACE_ID to one of: %s.".formatted(there));
        } else if (wanted.isEmpty()) {
            return Optional.of(all.getFirst());
        }
        return found;
    }

    private void workspace(Workspace workspace, Clockify clockify) {
        boolean high =
                clockify.workspaces().list(HIGH).stream()
                        .anyMatch(each -> each.id().equals(workspace.id()));
        findings.add(
                Symptom.WORKSPACE_FINE,
                "It works in ‹%s› (%s), as %s."
                        .formatted(
                                workspace.name(),
                                workspace.id(),
                                high ? "an owner or admin" : "neither owner nor admin"));
        String plan = Optional.ofNullable(workspace.featureSubscriptionType()).orElse("unknown");
        List<String> lacking = AREAS.stream().filter(area -> !workspace.has(area)).toList();
        findings.add(
                Symptom.WORKSPACE_PLAN,
                lacking.isEmpty()
                        ? "The plan %s has all that tools here are about.".formatted(plan)
                        : "The plan %s lacks %s; tools for that will say so."
                                .formatted(plan, String.join(", ", lacking)));
        if (plan.toUpperCase(Locale.ROOT).startsWith("FREE")) {
            findings.add(
                    Symptom.CLOCKIFY_BUDGET,
                    "New Free workspaces have 30 requests an hour, for everybody together; doctor"
                            + " has just used three.");
        }
        subdomain(workspace);
    }

    private void subdomain(Workspace workspace) {
        var own = workspace.subdomain();
        boolean on = own != null && Boolean.TRUE.equals(own.enabled()) && own.name() != null;
        String name = own == null || own.name() == null ? "" : own.name();
        Optional<String> set = settings.find(SettingTable.SUBDOMAIN);
        if (on && set.isEmpty() && settings.find(SettingTable.BASE_URL).isEmpty()) {
            findings.add(
                    Symptom.WORKSPACE_SUBDOMAIN,
                    "The workspace has the subdomain %s, and reports are asked for there."
                            .formatted(name),
                    "Set CLOCKIFY_SUBDOMAIN=%s, with a key made there.".formatted(name));
        } else if (set.isPresent() && !(on && name.equals(set.get()))) {
            findings.add(
                    Symptom.WORKSPACE_SUBDOMAIN,
                    "CLOCKIFY_SUBDOMAIN is %s, and the workspace has %s."
                            .formatted(set.get(), on ? "the subdomain " + name : "none"),
                    "Leave it out, or set it to the workspace's own.");
        }
    }

    private void failed(ClockifyException e, Outlet outlet) {
        String said = e.getMessage() + (e.hint().isEmpty() ? "" : " " + e.hint());
        switch (e.category()) {
            case AUTH ->
                    findings.add(
                            Symptom.CLOCKIFY_KEY_REFUSED,
                            "Clockify does not know the key.",
                            "Make another one on Clockify's page Preferences › Advanced. A workspace"
                                    + " in a region, or with a subdomain, needs a key made there,"
                                    + " and CLOCKIFY_REGION or CLOCKIFY_SUBDOMAIN.");
            case RATE_LIMITED ->
                    findings.add(
                            Symptom.CLOCKIFY_RATE,
                            "Clockify takes no more requests at the moment. " + said,
                            "Wait. New Free workspaces have 30 requests an hour for everybody.");
            case UNAVAILABLE -> away(said, outlet);
            default ->
                    findings.add(
                            Symptom.CLOCKIFY_ODD,
                            "%s (%s)".formatted(said, e.category().name().toLowerCase(Locale.ROOT)),
                            "Look whether CLOCKIFY_BASE_URL is Clockify, up to and with /api/v1, and"
                                    + " whether a proxy on the way answers instead.");
        }
        if (e.category() == Category.RATE_LIMITED) {
            counting.forget();
        }
    }

    private void away(String said, Outlet outlet) {
        Optional<Way.Trouble> trouble =
                Upstream.isSandbox(settings)
                        ? Optional.empty()
                        : Way.look(
                                Upstream.hosts(settings).core(),
                                outlet,
                                SettingTable.EXTRA_CAS.name());
        findings.add(
                Symptom.CLOCKIFY_AWAY,
                trouble.map(in -> "Clockify could not be reached. " + in.what()).orElse(said),
                trouble.map(Way.Trouble::mend)
                        .orElse(
                                "Look at CLOCKIFY_BASE_URL and CLOCKIFY_REGION, and whether this"
                                        + " machine reaches other machines only through a proxy,"
                                        + " which HTTPS_PROXY names."));
    }

    /// What is on another host may not be let through by a proxy. That costs no request.
    private void rest(String what, Service service, Outlet outlet) {
        if (Upstream.isSandbox(settings)) {
            return;
        }
        Hosts hosts = Upstream.hosts(settings);
        @Nullable URI there = service == Service.REPORTS ? hosts.reports() : hosts.auditLog();
        if (there == null
                || Way.place(there).equals(Way.place(hosts.core()))
                || Way.proxy(there, outlet).isEmpty()) {
            return;
        }
        Way.look(there, outlet, SettingTable.EXTRA_CAS.name())
                .ifPresent(trouble ->
                        findings.add(
                                Symptom.CLOCKIFY_PARTLY,
                                "Clockify's %s cannot be reached. %s"
                                        .formatted(what, trouble.what()),
                                trouble.mend()));
    }

    /// A Clockify on this machine has the same clock.
    private void compareClocks() {
        boolean here =
                Upstream.isSandbox(settings)
                        || (settings.find(SettingTable.BASE_URL).orElse(null)
                                        instanceof Address.At(Hosts hosts)
                                && new Bind(hosts.core().getHost(), 0).local());
        if (!here && !date.isEmpty()) {
            Clocks.compare(date, came, findings);
        }
    }

    /// What Clockify says of the requests that are left.
    private static final class Counting implements RequestBudget {
        private @Nullable Integer left;
        private @Nullable Integer most;

        @Override
        public synchronized void asking(ApiRequest<?> request) {}

        @Override
        public synchronized void answered(ApiRequest<?> request, int status, RateHeaders headers) {
            left = headers.remaining() == null ? left : headers.remaining();
            most = headers.limit() == null ? most : headers.limit();
        }

        synchronized void forget() {
            left = null;
        }

        synchronized void say(Findings findings) {
            if (left != null) {
                findings.add(
                        Symptom.CLOCKIFY_BUDGET,
                        "Clockify says that %d requests are left%s."
                                .formatted(left, most == null ? "" : " of " + most));
            }
        }
    }
}
