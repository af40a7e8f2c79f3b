package io.github.clockifymcp.mcp.server;

import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which resources are there for a caller at the moment; what cannot be found out is not.
public final class OpenResources {
    private static final class Log {
        private static final Logger LOG = LoggerFactory.getLogger(OpenResources.class);
    }

    private OpenResources() {}

    /// Whether there is a resource of a URI, asked each time.
    public static Predicate<String> by(Caller caller, Offer offer) {
        return uri -> {
            try {
                return offer.has(caller, uri);
            } catch (RuntimeException e) {
                Log.LOG.warn("News of a resource is kept from a caller, who may not read it", e);
                return false;
            }
        };
    }
}
