package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.Limits;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/// A limit that a tenant may have of its own.
///
/// @param setting which it lowers; the limit is called like it
/// @param reading gives the number, 0 where the tenant has none
/// @param changing sets the number
record TenantLimit(
        Setting<Integer> setting,
        ToIntFunction<Limits.Own> reading,
        BiFunction<Limits.Own, Integer, Limits.Own> changing) {
    private static final List<TenantLimit> ALL =
            List.of(
                    new TenantLimit(
                            SettingTable.PER_TENANT_CONCURRENCY,
                            own -> own.tenant().concurrent(),
                            (own, number) ->
                                    new Limits.Own(
                                            new Limits.Limit(number, own.tenant().perMinute()),
                                            own.each())),
                    new TenantLimit(
                            SettingTable.PER_TENANT_RATE_LIMIT,
                            own -> own.tenant().perMinute(),
                            (own, number) ->
                                    new Limits.Own(
                                            new Limits.Limit(own.tenant().concurrent(), number),
                                            own.each())),
                    new TenantLimit(
                            SettingTable.PER_TOKEN_CONCURRENCY,
                            own -> own.each().concurrent(),
                            (own, number) ->
                                    new Limits.Own(
                                            own.tenant(),
                                            new Limits.Limit(number, own.each().perMinute()))),
                    new TenantLimit(
                            SettingTable.PER_TOKEN_RATE_LIMIT,
                            own -> own.each().perMinute(),
                            (own, number) ->
                                    new Limits.Own(
                                            own.tenant(),
                                            new Limits.Limit(own.each().concurrent(), number))));

    private static TenantLimit of(String name) throws RefusedException {
        return ALL.stream()
                .filter(limit -> limit.setting.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new RefusedException(
                                "--limit takes one of %s, with = and a number."
                                        .formatted(
                                                String.join(
                                                        ", ",
                                                        ALL.stream()
                                                                .map(limit -> limit.setting.name())
                                                                .toList()))));
    }

    /// What is said of them, by names of settings.
    ///
    /// @param before what holds of those that nothing is said of
    /// @throws RefusedException with what is not understood
    static Limits.Own read(Map<String, Integer> said, Limits.Own before) throws RefusedException {
        Limits.Own limits = before;
        for (Map.Entry<String, Integer> each : said.entrySet()) {
            TenantLimit limit = of(each.getKey());
            int number = each.getValue();
            // 0 would be no limit, and a tenant cannot take the operator's away.
            if (number < 1
                    || limit.setting.kind().reader().read(Integer.toString(number)) == null) {
                throw new RefusedException(
                        "--limit %s takes %s, and at least 1."
                                .formatted(limit.setting.name(), limit.setting.kind().accepts()));
            }
            limits = limit.changing.apply(limits, number);
        }
        return limits;
    }

    /// Those that a tenant has, by names of settings.
    static Map<String, Integer> shown(Limits.Own own) {
        Map<String, Integer> shown = new LinkedHashMap<>();
        for (TenantLimit limit : ALL) {
            int number = limit.reading.applyAsInt(own);
            if (number != 0) {
                shown.put(limit.setting.name(), number);
            }
        }
        return shown;
    }
}
