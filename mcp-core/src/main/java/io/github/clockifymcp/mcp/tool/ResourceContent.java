package io.github.clockifymcp.mcp.tool;

import java.util.Base64;

/// What a resource holds, where it is not a record.
public sealed interface ResourceContent {

    /// Such as `text/csv`.
    String mimeType();

    /// Text as it is.
    record Text(String mimeType, String text) implements ResourceContent {}

    /// Part of a longer text.
    ///
    /// @param next where the part after this one is read; empty for the last
    /// @param note which part this is, for whoever reads on
    record Part(String mimeType, String text, String next, String note)
            implements ResourceContent {}

    /// Anything but text.
    record Blob(String mimeType, String base64) implements ResourceContent {
        /// A file's bytes.
        public static Blob of(String mimeType, byte[] bytes) {
            return new Blob(mimeType, Base64.getEncoder().encodeToString(bytes));
        }
    }
}
