package io.github.clockifymcp.server.identity;

import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Addresses that begin with the same bits.
///
/// @param base the first of them
/// @param bits how many are the same; at least one
public record Network(InetAddress base, int bits) {
    private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
    private static final int MOST_DIGITS = 3;

    public Network {
        if (bits < 1 || bits > base.getAddress().length * 8) {
            throw new IllegalArgumentException("a network is named by some of its bits");
        }
    }

    /// Reads `10.0.0.0/8` or `2001:db8::/32`; null when it is not that. What stands behind the bits
    /// is zero, so that nobody who means one address trusts a million.
    public static @Nullable Network read(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? "" : text.substring(0, slash);
        String bits = text.substring(slash + 1);
        boolean digits =
                !bits.isEmpty()
                        && bits.length() <= MOST_DIGITS
                        && bits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || !(V4.matcher(address).matches() || V6.matcher(address).matches())) {
            return null;
        }
        try {
            Network network = new Network(InetAddress.ofLiteral(address), Integer.parseInt(bits));
            return network.isWhole() ? network : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private boolean isWhole() {
        byte[] bytes = base.getAddress();
        for (int bit = bits; bit < bytes.length * 8; bit++) {
            if (bit(bytes, bit) != 0) {
                return false;
            }
        }
        return true;
    }

    /// Whether this address is one of them.
    public boolean has(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (bit(mine, bit) != bit(theirs, bit)) {
                return false;
            }
        }
        return true;
    }

    private static int bit(byte[] bytes, int bit) {
        return bytes[bit / 8] >> (7 - bit % 8) & 1;
    }

    /// As it is written.
    @Override
    public String toString() {
        return base.getHostAddress() + "/" + bits;
    }
}
