package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.ApiKey;
import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.clockify.HttpTransport;
import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import io.github.clockifymcp.controlplane.ClockifyKey;
import io.github.clockifymcp.controlplane.Credential;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks Clockify whose a key is, before anybody works with it.
final class KeyCheck {
    private final Hosts hosts;
    private final Outside outside;
    private final InstantSource clock;

    KeyCheck(Hosts hosts, Outside outside, InstantSource clock) {
        this.hosts = hosts;
        this.outside = outside;
        this.clock = clock;
    }

    /// Whose it is.
    ///
    /// @param workspace in which its owner has to be; null where it is the only one they are in
    /// @throws RefusedException when the key is not one to work with there
    /// @throws IOException when that cannot be found out
    Credential.Checked check(ClockifyKey key, @Nullable String workspace)
            throws RefusedException, IOException {
        try (Clockify clockify = client(key)) {
            String user = clockify.users().current().id();
            List<String> theirs = clockify.workspaces().list().stream().map(Workspace::id).toList();
            return new Credential.Checked(
                    user, in(theirs, workspace), clock.instant().truncatedTo(ChronoUnit.MICROS));
        } catch (ClockifyException e) {
            if (e.category() == Category.AUTH) {
                throw new RefusedException("Clockify does not know this key.");
            }
            throw unsaid(e);
        }
    }

    /// Whether Clockify knows a key, wherever its owner is.
    ///
    /// @throws IOException when that cannot be found out
    boolean knows(ClockifyKey key) throws IOException {
        try (Clockify clockify = client(key)) {
            clockify.users().current();
            return true;
        } catch (ClockifyException e) {
            if (e.category() == Category.AUTH) {
                return false;
            }
            throw unsaid(e);
        }
    }

    private Clockify client(ClockifyKey key) throws IOException {
        Outlet outlet;
        try {
            outlet = outside.outlet();
        } catch (SettingsException e) {
            throw new IOException(e.getMessage(), e);
        }
        return new Clockify(
                HttpTransport.to(hosts, ApiKey.of(key.reveal()))
                        .outlet(outlet)
                        .userAgent("clockify-mcp/" + Main.VERSION)
                        .build());
    }

    private static IOException unsaid(ClockifyException e) {
        return new IOException("Clockify did not say whose the key is: " + e.getMessage(), e);
    }

    private static String in(List<String> theirs, @Nullable String workspace)
            throws RefusedException {
        if (workspace == null && theirs.size() == 1) {
            return theirs.getFirst();
        }
        if (workspace == null) {
            throw new RefusedException(
                    "The key's owner is in %d workspaces, and the tenant names none of them. Name it: tenant update TENANT --workspace ID."
                            .formatted(theirs.size()));
        }
        if (!theirs.contains(workspace)) {
            throw new RefusedException(
                    "The key's owner is not in the tenant's workspace %s.".formatted(workspace));
        }
        return workspace;
    }
}
