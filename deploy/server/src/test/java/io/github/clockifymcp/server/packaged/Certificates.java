package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// An authority, and certificates that it signed, made with the JDK's `keytool`.
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    /// Makes the authority.
    public Certificates(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        make("authority", "EC", "-ext", "bc:critical=ca:true", "-validity", "2");
    }

    /// Makes one that the authority signed, for this machine.
    public void sign(String name, String algorithm, String... more)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("-signer", "authority"));
        options.addAll(List.of("-ext", "san=dns:localhost,ip:127.0.0.1"));
        options.addAll(List.of(more));
        make(name, algorithm, options.toArray(String[]::new));
    }

    /// Makes one that vouches for itself, or as the options have it.
    public void make(String name, String algorithm, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", name, "-keyalg", algorithm));
        command.addAll(List.of("-dname", "CN=" + name, "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store().toString(), "-storepass", PASSWORD));
        command.addAll(List.of(more));
        Path said = folder.resolve("keytool.txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("keytool: " + Files.readString(said));
        }
    }

    /// A PEM file with a certificate and those that vouch for it.
    public Path certificate(String name) throws IOException, GeneralSecurityException {
        StringBuilder text = new StringBuilder();
        for (Certificate each : keys().getCertificateChain(name)) {
            text.append(pem("CERTIFICATE", each.getEncoded()));
        }
        return write(name + ".crt", text.toString());
    }

    /// A PEM file with its key, under the name of one form or another.
    public Path key(String name, String form) throws IOException, GeneralSecurityException {
        String file = name + "-" + form.replace(' ', '-') + ".key";
        return write(file, pem(form, encodedKey(name)));
    }

    /// Any file.
    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, US_ASCII);
    }

    /// A line that stands in the file of a key.
    String lineOfKey(String name) throws IOException, GeneralSecurityException {
        return pem("PRIVATE KEY", encodedKey(name)).lines().skip(1).findFirst().orElseThrow();
    }

    /// For a client that trusts the authority, and shows these certificates where it must.
    public SSLContext client(String... names) throws IOException, GeneralSecurityException {
        KeyStore all = keys();
        KeyStore own = empty();
        for (String name : names) {
            own.setKeyEntry(
                    name,
                    all.getKey(name, PASSWORD.toCharArray()),
                    PASSWORD.toCharArray(),
                    all.getCertificateChain(name));
        }
        KeyManagerFactory mine =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        mine.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(mine.getKeyManagers(), new X509TrustManager[] {trust()}, null);
        return context;
    }

    /// Trusts the authority, and nobody else.
    public X509TrustManager trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry("authority", keys().getCertificate("authority"));
        TrustManagerFactory others =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        return (X509TrustManager) others.getTrustManagers()[0];
    }

    private byte[] encodedKey(String name) throws IOException, GeneralSecurityException {
        Key key = keys().getKey(name, PASSWORD.toCharArray());
        return key.getEncoded();
    }

    private static String pem(String form, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        form,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content),
                        form);
    }

    private Path store() {
        return folder.resolve("store.p12");
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
