package io.github.clockifymcp.server.identity;

import java.io.IOException;
import no.nav.security.mock.oauth2.MockOAuth2Server;

/// What tests do with a provider that others made.
public final class Providers {
    private Providers() {}

    /// Ends it. Where the machine is busy it gives up waiting for its own threads after half a
    /// second, which says nothing of what a test was about.
    public static void end(MockOAuth2Server provider) {
        try {
            provider.shutdown();
        } catch (Exception e) { // Kotlin does not declare what it throws
            if (!(e instanceof IOException)) {
                throw e;
            }
        }
    }
}
