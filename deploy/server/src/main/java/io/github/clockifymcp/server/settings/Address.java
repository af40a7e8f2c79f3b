package io.github.clockifymcp.server.settings;

import io.github.clockifymcp.clockify.Hosts;
import org.jspecify.annotations.Nullable;

/// Where Clockify is.
public sealed interface Address {

    /// As a setting takes it.
    Kind<Address> KIND =
            new Kind<>(
                    "sandbox:, or an https address such as https://api.clockify.me/api/v1, without"
                            + " user, query or fragment (http is for this machine only)",
                    false,
                    Address::read);

    /// In this process: the embedded sandbox.
    record Sandbox() implements Address {}

    /// At these addresses.
    record At(Hosts hosts) implements Address {}

    private static @Nullable Address read(String text) {
        if (text.equals("sandbox:")) {
            return new Sandbox();
        }
        try {
            return new At(Hosts.at(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
