package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.enforcement.Limits;
import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.enforcement.Narrowing;
import io.github.clockifymcp.enforcement.Tenant;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import io.github.clockifymcp.server.settings.Nearest;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What the command line says of a tenant.
final class TenantOptions {
    private static final int LONGEST_ID = 64;

    @ArgGroup(
            validate = false,
            heading =
                    "%nWhat its people may not do, of what the operator allows; lists add to what"
                            + " is there:%n")
    private Taken taken = new Taken();

    @ArgGroup(validate = false, heading = "%nWhere it is, and who speaks for it:%n")
    private Where where = new Where();

    /// What is taken away.
    private static final class Taken {
        @Option(names = "--mode", paramLabel = "MODE", description = "At most this mode.")
        private @Nullable String mode;

        @Option(
                names = "--deny-tool",
                paramLabel = "TOOL",
                split = ",",
                description = "A tool that does not exist for them; may be repeated.")
        private Set<String> denyTools = new LinkedHashSet<>();

        @Option(
                names = "--deny-group",
                paramLabel = "GROUP",
                split = ",",
                description = "A group whose tools do not exist for them.")
        private Set<String> denyGroups = new LinkedHashSet<>();

        @Option(
                names = "--allow-group",
                paramLabel = "GROUP",
                split = ",",
                description = "A group; with one, the tools of no others exist.")
        private Set<String> allowGroups = new LinkedHashSet<>();

        @Option(
                names = "--person-required",
                paramLabel = "CLASS",
                split = ",",
                description = "A class of changes to which a person must agree.")
        private Set<String> personRequired = new LinkedHashSet<>();

        @Option(
                names = "--limit",
                paramLabel = "SETTING=NUMBER",
                split = ",",
                description =
                        "A limit of its own, by the setting that it lowers, such as"
                                + " CLOCKIFY_PER_TENANT_RATE_LIMIT=30. A higher number than the"
                                + " operator's lowers nothing.")
        private Map<String, Integer> limits = new LinkedHashMap<>();
    }

    /// Where it is.
    private static final class Where {
        @Option(
                names = "--workspace",
                paramLabel = "ID",
                description =
                        "Its workspace in Clockify; left out, the only one that a key can see.")
        private @Nullable String workspace;

        @Option(
                names = "--base-url",
                paramLabel = "URL",
                description = "Where its Clockify is, one of MCP_TENANT_BASE_URLS.")
        private @Nullable String baseUrl;

        @Option(
                names = "--issuer",
                paramLabel = "URL",
                split = ",",
                description =
                        "Whose tokens may name it, of MCP_OIDC_ISSUER; left out, that of the"
                                + " only one.")
        private Set<String> issuers = new LinkedHashSet<>();
    }

    /// What there is that can be named.
    ///
    /// @param tools names of tools
    /// @param groups ids of groups
    record Known(Set<String> tools, Set<String> groups) {
        Known {
            tools = Set.copyOf(tools);
            groups = Set.copyOf(groups);
        }

        static Known of(Settings settings, Map<String, String> environment)
                throws SettingsException {
            try (Wiring wiring = new Wiring(settings, environment)) {
                List<ToolInfo> tools = wiring.rules().tools();
                return new Known(
                        tools.stream().map(ToolInfo::name).collect(Collectors.toSet()),
                        tools.stream().map(ToolInfo::group).collect(Collectors.toSet()));
            }
        }
    }

    /// Whether nothing is said.
    boolean isEmpty() {
        return narrowing().equals(Narrowing.NONE)
                && taken.mode == null
                && taken.personRequired.isEmpty()
                && taken.limits.isEmpty()
                && where.workspace == null
                && where.baseUrl == null
                && where.issuers.isEmpty();
    }

    /// Whether something is said that could give a tenant more, or that is one tenant's alone.
    boolean saysMoreThanLess() {
        return !taken.allowGroups.isEmpty()
                || where.workspace != null
                || where.baseUrl != null
                || !where.issuers.isEmpty();
    }

    /// Checks what can be checked without a tenant.
    ///
    /// @throws RefusedException with what is not understood, and what was probably meant
    void check(Known known, Settings settings) throws RefusedException {
        mode();
        risks();
        TenantLimit.read(taken.limits, Limits.Own.NONE);
        check("tool", taken.denyTools, known.tools());
        check("group", taken.denyGroups, known.groups());
        check("group", taken.allowGroups, known.groups());
        if (where.workspace != null && !isId(where.workspace)) {
            throw new RefusedException(
                    "--workspace takes the id of a workspace, 1 to 64 letters and digits.");
        }
        checkAddress(new TenantAddresses(settings));
        Set<String> issuers = settings.find(SettingTable.OIDC_ISSUER).orElse(Set.of());
        for (String issuer : where.issuers) {
            if (!issuers.contains(issuer)) {
                throw new RefusedException(
                        "--issuer takes one of MCP_OIDC_ISSUER, as it stands there: %s."
                                .formatted(listed(issuers)));
            }
        }
    }

    private void checkAddress(TenantAddresses addresses) throws RefusedException {
        if (where.baseUrl != null && addresses.at(where.baseUrl).isEmpty()) {
            throw new RefusedException(
                    "--base-url takes one of MCP_TENANT_BASE_URLS: %s."
                            .formatted(
                                    listed(
                                            addresses.allowed().stream()
                                                    .map(hosts -> hosts.core().toString())
                                                    .toList())));
        }
    }

    static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_ID
                && text.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c));
    }

    private static void check(String kind, Set<String> names, Set<String> known)
            throws RefusedException {
        for (String name : names) {
            if (!known.contains(name)) {
                @Nullable String meant = Nearest.among(name, known);
                throw new RefusedException(
                        "There is no %s of a name that was given. %s"
                                .formatted(
                                        kind,
                                        meant == null
                                                ? "policy list has them all."
                                                : meant + " was probably meant."));
            }
        }
    }

    private static String listed(Collection<String> values) {
        return values.isEmpty() ? "there is none" : String.join(", ", new TreeSet<>(values));
    }

    private @Nullable Mode mode() throws RefusedException {
        if (taken.mode == null) {
            return null;
        }
        return Mode.of(taken.mode)
                .orElseThrow(() ->
                        new RefusedException(
                                "--mode takes one of %s."
                                        .formatted(words(Mode.values(), Mode::id))));
    }

    private Set<Risk> risks() throws RefusedException {
        Set<Risk> risks = new HashSet<>();
        for (String word : taken.personRequired) {
            risks.add(
                    Arrays.stream(Risk.values())
                            .filter(risk -> word(risk).equals(word))
                            .findFirst()
                            .orElseThrow(() ->
                                    new RefusedException(
                                            "--person-required takes one of %s."
                                                    .formatted(
                                                            words(
                                                                    Risk.values(),
                                                                    TenantOptions::word)))));
        }
        return risks;
    }

    static String word(Risk risk) {
        return risk.name().toLowerCase(Locale.ROOT);
    }

    private static <T> String words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).collect(Collectors.joining(", "));
    }

    private Narrowing narrowing() {
        return new Narrowing(null, taken.denyTools, taken.denyGroups, taken.allowGroups, Set.of());
    }

    /// The tenant with what is said: what is left out stays, lists are added to.
    ///
    /// @throws RefusedException as [#check]
    Tenant of(Tenant before) throws RefusedException {
        Mode mode = mode();
        return with(
                before,
                mode == null ? before.narrowing().mode() : mode,
                risks(),
                TenantLimit.read(taken.limits, before.narrowing().limits()));
    }

    /// The same, where a narrower mode and lower limits stay as well.
    Tenant narrowed(Tenant before) throws RefusedException {
        Mode said = mode();
        Mode had = before.narrowing().mode();
        boolean keeps = said == null || (had != null && had.compareTo(said) < 0);
        Limits.Own limits =
                before.narrowing().limits().and(TenantLimit.read(taken.limits, Limits.Own.NONE));
        return with(before, keeps ? had : said, risks(), limits);
    }

    private Tenant with(Tenant before, @Nullable Mode mode, Set<Risk> risks, Limits.Own limits) {
        Narrowing had = before.narrowing();
        Hosts hosts = where.baseUrl == null ? null : Hosts.at(where.baseUrl);
        return new Tenant(
                before.id(),
                before.enabled(),
                new Narrowing(
                        mode,
                        both(had.denyTools(), taken.denyTools),
                        both(had.denyGroups(), taken.denyGroups),
                        both(had.allowGroups(), taken.allowGroups),
                        both(had.personRequired(), risks),
                        limits),
                where.workspace == null ? before.workspace() : where.workspace,
                hosts == null ? before.baseUrl() : hosts.core().toString(),
                both(before.issuers(), where.issuers));
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
        Set<T> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
