package io.github.clockifymcp.sandbox;

import java.util.HexFormat;

/// Ids in the shape of Clockify's, 24 hexadecimal digits, that depend only on what they name: the
/// same in every run and at every setting of the clock.
final class Ids {

    private static final HexFormat HEX = HexFormat.of();

    private Ids() {}

    /// The id of something by its kind and name.
    static String of(String kind, String name) {
        long hash = 0xcbf29ce484222325L;
        String text = kind + ":" + name;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        // Clockify's ids begin with a time stamp, so all of one company's look alike in front.
        return "66" + HEX.toHexDigits(mixed(hash)) + HEX.toHexDigits(mixed(~hash)).substring(0, 6);
    }

    /// The id of something by its kind and number.
    static String of(String kind, long number) {
        return of(kind, Long.toString(number));
    }

    private static long mixed(long value) {
        long a = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        long b = (a ^ (a >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return b ^ (b >>> 33);
    }
}
