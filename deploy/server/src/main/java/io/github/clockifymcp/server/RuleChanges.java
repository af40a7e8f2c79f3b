package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.enforcement.Policy;
import io.github.clockifymcp.enforcement.Tenant;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Notices that a tenant takes away something else than before, so that its people have other
/// lists, and has them told. They are told twice: whoever reads its list again may do so at a
/// replica that knows of the change two seconds later.
final class RuleChanges {
    private static final long KNOWN_EVERYWHERE = Duration.ofMillis(2_500).toNanos();
    private static final int MOST = 10_000;
    private static final Policy EVERYTHING = new Policy(Mode.FULL);

    private final Consumer<String> tell;
    private final LongSupplier nanos;

    // Guarded by this; the one that was seen longest ago comes first.
    private final Map<String, Known> tenants =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                    return size() > MOST;
                }
            };

    /// @param left what a tenant leaves of everything
    /// @param again when its people are to be told once more; null for no more
    private record Known(Policy left, @Nullable Long again) {}

    /// @param tell tells the people of a tenant
    /// @param nanos a clock that only goes forward, such as `System::nanoTime`
    RuleChanges(Consumer<String> tell, LongSupplier nanos) {
        this.tell = tell;
        this.nanos = nanos;
    }

    /// This is what a tenant is now.
    void seen(Tenant tenant) {
        if (isNews(tenant)) {
            tell.accept(tenant.id());
        }
    }

    private synchronized boolean isNews(Tenant tenant) {
        Policy left = tenant.narrowing().of(EVERYTHING);
        long now = nanos.getAsLong();
        @Nullable Known before = tenants.get(tenant.id());
        if (before == null) {
            tenants.put(tenant.id(), new Known(left, null));
            return false;
        }
        if (!before.left().equals(left)) {
            tenants.put(tenant.id(), new Known(left, now + KNOWN_EVERYWHERE));
            return true;
        }
        if (before.again() == null || now - before.again() < 0) {
            return false;
        }
        tenants.put(tenant.id(), new Known(left, null));
        return true;
    }
}
