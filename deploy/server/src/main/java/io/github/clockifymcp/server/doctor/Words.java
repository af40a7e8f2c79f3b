package io.github.clockifymcp.server.doctor;

import io.github.clockifymcp.mcp.rpc.SafeText;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// How things are said in a report.
final class Words {
    private static final int LONGEST = 600;

    private Words() {}

    /// A text that stays on its line, is not endless, and shows what it says: names in it come from
    /// Clockify and from servers that are looked at.
    static String printable(String text) {
        String head = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return SafeText.clean(head).replace('\n', ' ').replace('\t', ' ');
    }

    /// Why something failed, as far as that can be said without its message, which may repeat what
    /// is secret.
    static String why(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "it is not there";
            case AccessDeniedException _ -> "access is denied";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> failure.getClass().getSimpleName();
        };
    }
}
