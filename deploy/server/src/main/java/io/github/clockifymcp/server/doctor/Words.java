package io.github.clockifymcp.server.doctor;

import io.github.clockifymcp.mcp.rpc.SafeText;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.NoHttpResponseException;

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
            case Asker.ProxyException proxy -> String.valueOf(proxy.getMessage());
            case UnknownHostException _ -> "its name is not known";
            case SocketTimeoutException _ -> "it took too long";
            case NoRouteToHostException _ -> "there is no way to it";
            case ConnectException _ -> "it refuses the connection";
            case SSLException _ -> "no encrypted connection comes about";
            case SocketException _, NoHttpResponseException _, EOFException _ -> "it hangs up";
            default -> failure.getClass().getSimpleName();
        };
    }
}
