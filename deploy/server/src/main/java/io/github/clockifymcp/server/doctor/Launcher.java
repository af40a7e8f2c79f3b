package io.github.clockifymcp.server.doctor;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the program itself runs on.
public final class Launcher {
    private static final int JAVA = 25;
    private static final String JAR = "clockify-mcp.jar";
    private static final int DIGEST_BYTES = 8;

    private Launcher() {}

    /// Looks at this process.
    public static void look(Findings findings) throws IOException {
        look(
                Runtime.version().feature(),
                Path.of(
                        System.getProperty("java.class.path", "")
                                .split(Pattern.quote(File.pathSeparator), 2)[0]),
                findings);
    }

    /// Looks at one with this Java, started with this on its class path.
    static void look(int java, Path classPath, Findings findings) throws IOException {
        if (java < JAVA) {
            findings.add(
                    Symptom.LAUNCHER_OLD,
                    "This is Java %d; it takes %d.".formatted(java, JAVA),
                    "Start bin/clockify-mcp, which has a Java of its own.");
        } else {
            findings.add(Symptom.LAUNCHER_JAVA, "Java %d runs it.".formatted(java));
        }
        if (!classPath.endsWith(JAR) || !Files.isRegularFile(classPath)) {
            findings.add(
                    Symptom.LAUNCHER_BARE,
                    "It was not started from a package, so it has no cache.");
            return;
        }
        cache(classPath, findings);
    }

    private static void cache(Path jar, Findings findings) throws IOException {
        Path folder = jar.toAbsolutePath().getParent();
        List<String> caches;
        try (Stream<Path> files = folder == null ? Stream.empty() : Files.list(folder)) {
            caches =
                    files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.endsWith(".aot"))
                            .toList();
        }
        if (caches.contains(digest(jar) + ".aot")) {
            findings.add(Symptom.LAUNCHER_CACHE, "The cache of its classes is for this program.");
        } else {
            findings.add(
                    Symptom.LAUNCHER_NO_CACHE,
                    caches.isEmpty()
                            ? "The cache of its classes is missing, so it starts slowly."
                            : "The cache of its classes is for another program, so it is not used"
                                    + " and the start is slow.",
                    "Unpack the package again, whole.");
        }
    }

    private static String digest(Path jar) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(
                        Files.newInputStream(jar), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
