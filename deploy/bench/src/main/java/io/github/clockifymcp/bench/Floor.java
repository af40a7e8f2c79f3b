package io.github.clockifymcp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The floor below any program on a JVM: hello world, compiled here, started as `java
/// -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp DIR Hello`.
final class Floor {
    private static final String SOURCE =
            """
            public class Hello {
                public static void main(String[] args) {
                    System.out.println("hello");
                }
            }
            """;

    private final Path java;
    private final Path folder;

    /// @param jdk the JDK that compiles and runs it
    Floor(Path jdk, Path folder) throws IOException, InterruptedException {
        this.java = jdk.resolve("bin/java");
        this.folder = folder;
        Path source = Files.writeString(folder.resolve("Hello.java"), SOURCE);
        Process javac =
                new ProcessBuilder(
                                jdk.resolve("bin/javac").toString(),
                                "-d",
                                folder.toString(),
                                source.toString())
                        .inheritIO()
                        .start();
        if (javac.waitFor() != 0) {
            throw new IOException("Hello.java does not compile");
        }
    }

    /// From the start of the process to its first line, in nanoseconds.
    long firstLine() throws IOException, InterruptedException {
        ProcessBuilder hello =
                new ProcessBuilder(
                        List.of(
                                java.toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                folder.toString(),
                                "Hello"));
        long start = System.nanoTime();
        Process process = hello.start();
        try (var lines = process.inputReader()) {
            String line = lines.readLine();
            long took = System.nanoTime() - start;
            if (!"hello".equals(line)) {
                throw new IOException("hello world said " + line);
            }
            process.waitFor(10, TimeUnit.SECONDS);
            return took;
        }
    }
}
