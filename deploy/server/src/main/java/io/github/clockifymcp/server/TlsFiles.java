package io.github.clockifymcp.server;

import io.github.clockifymcp.mcp.http.Tls;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the encryption of HTTP from the files the settings name. What is wrong with a file is said
/// in the words of [PemFile]; nothing of a key is ever in them.
final class TlsFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

    /// The key store is only in memory, on its way to the context.
    private static final char[] NO_PASSWORD = {};

    private TlsFiles() {}

    /// The encryption that is set; empty for none.
    ///
    /// @throws SettingsException when a file cannot be used
    static Optional<Tls> tls(Settings settings, Clock clock) throws SettingsException {
        Optional<Path> certificate = settings.find(SettingTable.TLS_CERT);
        Optional<Path> key = settings.find(SettingTable.TLS_KEY);
        if (certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        List<X509Certificate> chain =
                PemFile.read(SettingTable.TLS_CERT, certificate.get()).certificates();
        PrivateKey own = PemFile.read(SettingTable.TLS_KEY, key.get()).keyOf(chain.getFirst());
        warnOfTimes(chain.getFirst(), clock.instant());
        Optional<Path> authorities = settings.find(SettingTable.CLIENT_CAS);
        List<X509Certificate> trusted =
                authorities.isEmpty()
                        ? List.of()
                        : PemFile.read(SettingTable.CLIENT_CAS, authorities.get()).certificates();
        try {
            return Optional.of(
                    new Tls(
                            context(own, chain, trusted),
                            trusted.isEmpty() ? Tls.Clients.UNKNOWN : Tls.Clients.NEEDED));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This runtime has no TLS.", e);
        }
    }

    /// Trusts the authorities in a setting's file; empty when it is not set.
    ///
    /// @throws SettingsException when the file cannot be used
    static Optional<X509TrustManager> trusting(Settings settings, Setting<Path> setting)
            throws SettingsException {
        Optional<Path> authorities = settings.find(setting);
        if (authorities.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(trusting(PemFile.read(setting, authorities.get()).certificates()));
    }

    /// Trusts these authorities.
    static X509TrustManager trusting(List<X509Certificate> trusted) {
        try {
            return manager(trusted);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This runtime has no TLS.", e);
        }
    }

    /// Trusts the authorities in a setting's file, and those that Java knows.
    ///
    /// @throws SettingsException when the file cannot be used
    static X509TrustManager trustingToo(Settings settings, Setting<Path> setting)
            throws SettingsException {
        List<X509Certificate> trusted =
                new ArrayList<>(PemFile.read(setting, settings.get(setting)).certificates());
        try {
            TrustManagerFactory javas =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            javas.init((KeyStore) null);
            trusted.addAll(List.of(only(javas).getAcceptedIssuers()));
            return manager(trusted);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This runtime has no TLS.", e);
        }
    }

    /// Such a certificate is served all the same: whoever renews it may be late, and the sentence
    /// tells them what their clients' errors do not.
    private static void warnOfTimes(X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            LOG.warn(
                    "The certificate of {} has expired, and clients refuse it; until={}",
                    SettingTable.TLS_CERT.name(),
                    until);
        } else if (now.isBefore(from)) {
            LOG.warn(
                    "The certificate of {} is not valid yet, and clients refuse it; from={}",
                    SettingTable.TLS_CERT.name(),
                    from);
        }
    }

    private static SSLContext context(
            PrivateKey own, List<X509Certificate> chain, List<X509Certificate> trusted)
            throws GeneralSecurityException, IOException {
        KeyStore mine = empty();
        mine.setKeyEntry("server", own, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(mine, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust(trusted), null);
        return context;
    }

    private static TrustManager[] trust(List<X509Certificate> trusted)
            throws GeneralSecurityException, IOException {
        if (trusted.isEmpty()) {
            return new TrustManager[0]; // null would be everybody this runtime trusts
        }
        return new TrustManager[] {manager(trusted)};
    }

    private static X509TrustManager manager(List<X509Certificate> trusted)
            throws GeneralSecurityException, IOException {
        KeyStore theirs = empty();
        for (int i = 0; i < trusted.size(); i++) {
            theirs.setCertificateEntry("authority-" + i, trusted.get(i));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(theirs);
        return only(trust);
    }

    private static X509TrustManager only(TrustManagerFactory made) {
        for (TrustManager manager : made.getTrustManagers()) {
            if (manager instanceof X509TrustManager ofCertificates) {
                return ofCertificates;
            }
        }
        throw new IllegalStateException("This runtime knows no certificates.");
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
