package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Workspaces.Currency;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Account;
import io.github.clockifymcp.tools.desk.Lines;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// In which currency amounts are that name none.
public final class Currencies {
    private Currencies() {}

    /// The workspace's own, such as `EUR`; null where Clockify names none.
    public static @Nullable String usual(Account account) {
        return account.workspace().currencies().stream()
                .filter(currency -> Objects.equals(currency.isDefault(), true))
                .map(Currency::code)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// The workspace's currency of this code, with its id.
    public static Currency called(String code, Account account) {
        List<Currency> all =
                account.workspace().currencies().stream()
                        .filter(one -> one.id() != null && one.code() != null)
                        .toList();
        return all.stream()
                .filter(one -> code.strip().equalsIgnoreCase(one.code()))
                .findFirst()
                .orElseThrow(() ->
                        new ToolException(
                                Code.NOT_FOUND,
                                "The workspace has no currency ‹%s›.".formatted(Lines.one(code)),
                                all.isEmpty()
                                        ? "Leave it out."
                                        : "It has: %s.".formatted(codes(all))));
    }

    private static String codes(List<Currency> all) {
        return all.stream().map(Currency::code).collect(Collectors.joining(", "));
    }
}
