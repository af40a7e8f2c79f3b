package io.github.clockifymcp.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody the workspace works for.
record Client(
        String id,
        String name,
        @Nullable String email,
        @Nullable String address,
        @Nullable String note,
        List<String> ccEmails,
        String currencyId,
        boolean archived)
        implements Row {

    Client {
        ccEmails = List.copyOf(ccEmails);
    }
}
