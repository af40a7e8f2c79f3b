package io.github.clockifymcp.mcp.server.modern;

import java.util.List;

/// The keys that seals are made and checked with. All replicas of a server share them; to change
/// them without losing calls that wait for their client, accept the new one everywhere first, then
/// sign with it, then drop the old one.
public interface SealKeys {

    /// The key for new seals.
    SealKey signing();

    /// Every key whose seals are good, the signing one among them.
    List<SealKey> accepted();

    /// One key for everything.
    static SealKeys of(SealKey key) {
        return new SealKeys() {
            @Override
            public SealKey signing() {
                return key;
            }

            @Override
            public List<SealKey> accepted() {
                return List.of(key);
            }
        };
    }
}
