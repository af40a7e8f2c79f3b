package io.github.clockifymcp.tools.targets;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Tells addresses that everybody on the internet reaches from those that mean something else to
/// each machine, by the special-purpose registries of IANA (RFC 6890).
///
/// The JDK knows some of them (loopback, site-local, multicast) and not the rest, so all stand
/// here. Of IPv6 only what is given out for global unicast is public; anything else is special.
final class Addresses {
    private static final List<Range> SPECIAL_4 =
            List.of(
                    range("0.0.0.0", 8, "this network (RFC 791)"),
                    range("10.0.0.0", 8, "private (RFC 1918)"),
                    range("100.64.0.0", 10, "shared by a provider's customers (RFC 6598)"),
                    range("127.0.0.0", 8, "loopback (RFC 1122)"),
                    range("169.254.0.0", 16, "link-local (RFC 3927)"),
                    range("172.16.0.0", 12, "private (RFC 1918)"),
                    range("192.0.0.0", 24, "reserved for protocols (RFC 6890)"),
                    range("192.0.2.0", 24, "for documentation (RFC 5737)"),
                    range("192.88.99.0", 24, "reserved, once 6to4 relays (RFC 7526)"),
                    range("192.168.0.0", 16, "private (RFC 1918)"),
                    range("198.18.0.0", 15, "for benchmarks (RFC 2544)"),
                    range("198.51.100.0", 24, "for documentation (RFC 5737)"),
                    range("203.0.113.0", 24, "for documentation (RFC 5737)"),
                    range("224.0.0.0", 4, "multicast (RFC 1112)"),
                    range("240.0.0.0", 4, "reserved (RFC 1112)"));

    private static final Range GLOBAL_6 = range("2000::", 3, "global unicast (RFC 4291)");

    private static final List<Range> SPECIAL_6 =
            List.of(
                    // Teredo, benchmarks, ORCHID and the like are all in here.
                    range("2001::", 23, "reserved for protocols (RFC 2928)"),
                    range("2001:db8::", 32, "for documentation (RFC 3849)"),
                    range("2002::", 16, "6to4, which holds an IPv4 address (RFC 3056)"),
                    range("3fff::", 20, "for documentation (RFC 9637)"));

    private static final int MAPPED_ZEROS = 10;
    private static final int IPV6_BYTES = 16;

    private Addresses() {}

    /// Why an address is not public; empty when it is.
    static Optional<String> special(InetAddress address) {
        return special(address.getAddress());
    }

    /// The same for its bytes, 4 or 16 of them.
    static Optional<String> special(byte[] address) {
        if (address.length != IPV6_BYTES) {
            return among(SPECIAL_4, address);
        }
        if (isMapped(address)) {
            return among(SPECIAL_4, Arrays.copyOfRange(address, 12, IPV6_BYTES));
        }
        if (!GLOBAL_6.holds(address)) {
            return Optional.of("not global unicast (RFC 4291)");
        }
        return among(SPECIAL_6, address);
    }

    /// Whether it is an IPv4 address written as IPv6, `::ffff:a.b.c.d` (RFC 4291, 2.5.5.2).
    private static boolean isMapped(byte[] address) {
        for (int i = 0; i < MAPPED_ZEROS; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == (byte) 0xff && address[11] == (byte) 0xff;
    }

    private static Optional<String> among(List<Range> ranges, byte[] address) {
        return ranges.stream().filter(range -> range.holds(address)).map(Range::what).findFirst();
    }

    private static Range range(String first, int bits, String what) {
        return new Range(InetAddress.ofLiteral(first).getAddress(), bits, what);
    }

    /// Addresses that begin alike.
    ///
    /// @param bits how many of the first bits count
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Range(byte[] first, int bits, String what) {
        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((first[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
