package io.github.clockifymcp.tools.expenses;

import io.github.clockifymcp.clockify.Receipt;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A receipt as a model hands it over: a name and the bytes, in base64.
///
/// The bytes have to come with the call. Reading a file of this machine by its path would let
/// whoever writes a text that a model reads have any of its files uploaded to where others see it,
/// under the name of a receipt. For the same reason a receipt has to be what its name says.
public final class ReceiptFile {
    /// Base64 makes four characters of three bytes.
    public static final int MOST_CHARACTERS = 1 << 20;

    private static final int LONGEST_NAME = 100;
    private static final List<Kind> KINDS =
            List.of(
                    new Kind("application/pdf", List.of("pdf"), "25504446"),
                    new Kind("image/png", List.of("png"), "89504e470d0a1a0a"),
                    new Kind("image/jpeg", List.of("jpg", "jpeg"), "ffd8ff"),
                    new Kind("image/gif", List.of("gif"), "47494638"));

    private ReceiptFile() {}

    /// @param begins how such files begin, in hexadecimal
    private record Kind(String mediaType, List<String> endings, String begins) {
        Kind {
            endings = List.copyOf(endings);
        }

        boolean is(byte[] bytes) {
            return HexFormat.of()
                    .formatHex(bytes, 0, Math.min(bytes.length, begins.length() / 2))
                    .equals(begins);
        }
    }

    /// The receipt that was handed over; null if none was.
    static @Nullable Receipt of(@Nullable String name, @Nullable String base64) {
        if (name == null && base64 == null) {
            return null;
        }
        if (name == null || base64 == null) {
            throw refused("has only a name or only bytes", "Give both, or neither for none.");
        }
        return read("receipt", name, base64);
    }

    /// The picture that was handed over: a receipt that is no document.
    public static Receipt image(String name, String base64) {
        Receipt file = read("picture", name, base64);
        if (!file.mediaType().startsWith("image/")) {
            throw refused("picture", "is none", "Pictures are PNG, JPEG or GIF files.");
        }
        return file;
    }

    private static Receipt read(String word, String name, String base64) {
        String plain = name.strip();
        if (plain.length() > LONGEST_NAME
                || !plain.equals(Lines.one(plain))
                || plain.matches(".*[/\\\\\"<>|:*?].*")) {
            throw refused(
                    word,
                    "has no plain file name",
                    "Give a name without folders, such as taxi.pdf; paths are not read here.");
        }
        Kind kind = kind(plain);
        byte[] bytes = bytes(word, base64);
        if (kind == null || !kind.is(bytes)) {
            throw refused(
                    word,
                    "is not what its name ‹%s› says".formatted(plain),
                    "Known are PDF, PNG, JPEG and GIF files; send the bytes of one in base64.");
        }
        return new Receipt(plain, kind.mediaType(), bytes);
    }

    /// `taxi.pdf, application/pdf, 1234 bytes`
    public static String said(Receipt receipt) {
        return "%s, %s, %d bytes"
                .formatted(receipt.fileName(), receipt.mediaType(), receipt.bytes().length);
    }

    /// The media type of a file with this name, as far as the name tells.
    static String mediaType(String name) {
        Kind kind = kind(name);
        return kind == null ? "application/octet-stream" : kind.mediaType();
    }

    private static @Nullable Kind kind(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return KINDS.stream()
                .filter(kind -> kind.endings().contains(ending))
                .findFirst()
                .orElse(null);
    }

    private static byte[] bytes(String word, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw refused(
                    word, "is not base64", "Send the file's bytes in base64, without a prefix.");
        }
    }

    private static ToolException refused(String why, String hint) {
        return refused("receipt", why, hint);
    }

    private static ToolException refused(String word, String why, String hint) {
        return new ToolException(Code.INVALID_ARGUMENTS, "The %s %s.".formatted(word, why), hint);
    }
}
