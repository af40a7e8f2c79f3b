package io.github.clockifymcp.server.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds the conversation that fills the class cache, a line after the other, each when the one
/// before was answered: `Training FILE COMMAND ARGS…`. assemble.sh runs it.
///
/// In a line, `$(regular expression)` stands for what its group finds in the last answer.
final class Training {
    private static final Pattern FOUND_BEFORE = Pattern.compile("\\$\\((.*?\\(.*?\\).*?)\\)\\$");

    private Training() {}

    /// Ends with exit code 1 unless every request gets a result that is no error.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> command = List.of(arguments).subList(1, arguments.length);
        try (StdioClient client =
                StdioClient.start(
                        new ProcessBuilder(command)
                                .redirectError(ProcessBuilder.Redirect.INHERIT))) {
            String last = "";
            for (String line : Files.readAllLines(Path.of(arguments[0]))) {
                String message = filled(line, last);
                if (message.contains("\"id\":")) {
                    JsonNode answer = client.ask(message);
                    last = answer.toString();
                    if (!answer.has("result")
                            || answer.path("result").path("isError").asBoolean()) {
                        throw new IOException("To " + message + " came " + last);
                    }
                } else {
                    client.send(message);
                }
            }
            int code = client.leave();
            if (code != 0) {
                throw new IOException("The server ended with " + code);
            }
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.err.println("Command: " + Arrays.toString(arguments));
            System.exit(1);
        }
    }

    private static String filled(String line, String last) throws IOException {
        Matcher wanted = FOUND_BEFORE.matcher(line);
        if (!wanted.find()) {
            return line;
        }
        Matcher found = Pattern.compile(wanted.group(1)).matcher(last);
        if (!found.find()) {
            throw new IOException("There is no " + wanted.group(1) + " in " + last);
        }
        return line.substring(0, wanted.start()) + found.group(1) + line.substring(wanted.end());
    }
}
