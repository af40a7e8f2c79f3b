package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A PEM file that a setting names. Its errors tell the setting, the file and what kinds of blocks
/// are in it, and never anything of their content.
final class PemFile {
    /// More than the certificates of every authority there is.
    private static final int LARGEST = 4 << 20;

    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PKCS8 = "PRIVATE KEY";

    /// How to sign with a key, by the algorithm that a certificate has for it.
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private final Setting<Path> setting;
    private final Path file;

    /// The blocks' texts, by their kinds.
    private final Map<String, List<String>> blocks;

    private PemFile(Setting<Path> setting, Path file, Map<String, List<String>> blocks) {
        this.setting = setting;
        this.file = file;
        this.blocks = blocks;
    }

    /// Reads a setting's file.
    ///
    /// @throws SettingsException when it cannot be read
    static PemFile read(Setting<Path> setting, Path file) throws SettingsException {
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        PemFile pem = new PemFile(setting, file, blocks);
        Matcher matcher = BLOCK.matcher(pem.text());
        while (matcher.find()) {
            blocks.computeIfAbsent(matcher.group(1), kind -> new ArrayList<>())
                    .add(matcher.group(2));
        }
        return pem;
    }

    private String text() throws SettingsException {
        if (Files.isDirectory(file)) {
            throw problem("is a folder", "Name the file in it.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw problem("is larger than a PEM file can sensibly be", "Look what it is.");
            }
            return new String(bytes, ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw problem("is not there", "Put it there, or correct the path.");
        } catch (AccessDeniedException e) {
            throw problem(
                    "cannot be read by the server's user",
                    "Make it readable for that user, and for nobody else if it is a key.");
        } catch (IOException e) {
            throw problem(
                    "cannot be read (" + e.getClass().getSimpleName() + ")", "Look what it is.");
        }
    }

    /// Its certificates, in their order; at least one.
    ///
    /// @throws SettingsException when there is none, or one is damaged
    List<X509Certificate> certificates() throws SettingsException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (String block : blocks.getOrDefault(CERTIFICATE, List.of())) {
            try {
                CertificateFactory factory = CertificateFactory.getInstance("X.509");
                certificates.add(
                        (X509Certificate)
                                factory.generateCertificate(
                                        new ByteArrayInputStream(decoded(block))));
            } catch (CertificateException e) {
                throw problem(
                        "has a damaged certificate, number %d in it"
                                .formatted(certificates.size() + 1),
                        "Copy the file again from where it was made.");
            }
        }
        if (certificates.isEmpty()) {
            throw problem("holds " + kinds() + " and no certificate", wanted(CERTIFICATE));
        }
        return certificates;
    }

    /// Its key, which is the one of this certificate.
    ///
    /// @throws SettingsException when there is none that fits
    PrivateKey keyOf(X509Certificate certificate) throws SettingsException {
        List<String> keys = blocks.getOrDefault(PKCS8, List.of());
        if (keys.isEmpty() && blocks.keySet().stream().anyMatch(kind -> kind.endsWith(PKCS8))) {
            throw problem(
                    "holds " + kinds() + ", a form of key that is not read here",
                    "Convert it: openssl pkcs8 -topk8 -nocrypt -in %s -out NEW-FILE"
                            .formatted(file));
        }
        if (keys.isEmpty()) {
            throw problem("holds " + kinds() + " and no key", wanted(PKCS8));
        }
        PublicKey other = certificate.getPublicKey();
        String signature = SIGNATURES.get(other.getAlgorithm());
        if (signature == null) {
            throw problem(
                    "belongs to a certificate of the kind %s, which is not known here"
                            .formatted(other.getAlgorithm()),
                    "Use one with an RSA, EC or Ed25519 key.");
        }
        try {
            PrivateKey key =
                    KeyFactory.getInstance(other.getAlgorithm())
                            .generatePrivate(new PKCS8EncodedKeySpec(decoded(keys.getFirst())));
            if (fit(key, other, signature)) {
                return key;
            }
        } catch (GeneralSecurityException e) {
            // It is no such key; what it is instead is nobody's business.
        }
        throw problem(
                "does not hold the key of the first certificate in MCP_HTTP_TLS_CERT",
                "Give the %s key that the certificate was made with, and put the server's own"
                                .formatted(other.getAlgorithm())
                        + " certificate first.");
    }

    private static boolean fit(PrivateKey key, PublicKey other, String algorithm)
            throws GeneralSecurityException {
        byte[] words = "the same pair".getBytes(ISO_8859_1);
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(words);
        byte[] signed = signature.sign();
        signature.initVerify(other);
        signature.update(words);
        return signature.verify(signed);
    }

    /// Empty for what is not Base64, so that no message quotes it.
    private static byte[] decoded(String block) {
        try {
            return Base64.getMimeDecoder().decode(block);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private String kinds() {
        return blocks.isEmpty() ? "nothing of a PEM file" : String.join(", ", blocks.keySet());
    }

    private static String wanted(String kind) {
        return "Give a PEM file with a block that begins with -----BEGIN %s-----.".formatted(kind);
    }

    private SettingsException problem(String what, String instead) {
        return new SettingsException(
                List.of("%s: the file %s %s. %s".formatted(setting.name(), file, what, instead)));
    }
}
