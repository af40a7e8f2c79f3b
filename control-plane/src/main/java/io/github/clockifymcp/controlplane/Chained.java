package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.AuditLine;
import java.util.HexFormat;

/// The bytes of a line as they are stored, with the HMAC that chains them.
final class Chained {
    private final byte[] line;
    private final byte[] mac;

    Chained(byte[] line, byte[] mac) {
        this.line = line.clone();
        this.mac = mac.clone();
    }

    byte[] line() {
        return line.clone();
    }

    /// The HMAC in hexadecimal digits.
    String mac() {
        return hex(mac);
    }

    /// Whether it was chained with this key.
    boolean by(ChainKey key) {
        return key.made(mac, line);
    }

    /// What stands for a line that there is not is that of the file.
    static String hex(byte[] mac) {
        return mac.length == 0 ? AuditLine.NOTHING : HexFormat.of().formatHex(mac);
    }
}
