package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Workspaces.Currency;
import io.github.clockifymcp.tools.desk.Account;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// In which currency amounts are that name none.
final class Currencies {
    private Currencies() {}

    /// The workspace's own, such as `EUR`; null where Clockify names none.
    static @Nullable String usual(Account account) {
        return account.workspace().currencies().stream()
                .filter(currency -> Objects.equals(currency.isDefault(), true))
                .map(Currency::code)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
