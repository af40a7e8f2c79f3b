package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How much a server lets its callers change, from the narrowest to the widest. Every mode reads
/// everything.
public enum Mode {
    /// Nothing is changed.
    READ_ONLY("reading, and changing nothing") {
        @Override
        boolean allows(Risk risk, Reach reach) {
            return false;
        }
    },
    /// The default: one's own time, and no deleting.
    TIME_TRACKING_SAFE("reading, and ordinary changes to your own entries and timers") {
        @Override
        boolean allows(Risk risk, Reach reach) {
            return risk == Risk.WRITE && reach == Reach.OWN_WORK;
        }
    },
    /// Also names that others will see.
    SAFE_CORE(
            "reading, ordinary changes to your own entries and timers, and creating projects,"
                    + " clients, tags and tasks") {
        @Override
        boolean allows(Risk risk, Reach reach) {
            return risk == Risk.WRITE && reach != Reach.WORKSPACE;
        }
    },
    /// Everything but the workspace's set-up and people's rights.
    STANDARD("everything but workspace settings and people's permissions") {
        @Override
        boolean allows(Risk risk, Reach reach) {
            return risk != Risk.ADMIN && risk != Risk.PERMISSION_CHANGE;
        }
    },
    /// Everything.
    FULL("everything") {
        @Override
        boolean allows(Risk risk, Reach reach) {
            return true;
        }
    };

    private final String words;

    Mode(String words) {
        this.words = words;
    }

    /// Whether a change of this class that touches these things may be made.
    abstract boolean allows(Risk risk, Reach reach);

    /// Whether some change of this class may be made.
    boolean allowsSome(Risk risk) {
        return Arrays.stream(Reach.values()).anyMatch(reach -> allows(risk, reach));
    }

    /// The name as it stands in settings, such as `time_tracking_safe`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What it allows, in words that follow "allows".
    public String words() {
        return words;
    }

    /// The mode of this name; empty when there is none.
    public static Optional<Mode> of(String id) {
        return Arrays.stream(values()).filter(mode -> mode.id().equals(id)).findFirst();
    }
}
