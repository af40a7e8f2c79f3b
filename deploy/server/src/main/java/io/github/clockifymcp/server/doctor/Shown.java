package io.github.clockifymcp.server.doctor;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts nobody whom the server does not, and remembers whom that was about.
final class Shown extends X509ExtendedTrustManager {
    private final X509TrustManager trusted;
    private X509Certificate @Nullable [] refused;
    private String type = "";

    /// What is wrong with a certificate.
    enum Wrong {
        TIME,
        AUTHORITY,
        NAME
    }

    /// @param trusted whom the server trusts; empty for whom Java does
    Shown(Optional<X509TrustManager> trusted) {
        this.trusted = trusted.orElseGet(Shown::javas);
    }

    private static X509TrustManager javas() {
        try {
            TrustManagerFactory made =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            made.init((KeyStore) null);
            for (TrustManager each : made.getTrustManagers()) {
                if (each instanceof X509TrustManager ofCertificates) {
                    return ofCertificates;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This runtime has no TLS.", e);
        }
        throw new IllegalStateException("This runtime knows no certificates.");
    }

    /// What is wrong with what was shown; empty where nothing was refused.
    Optional<Wrong> wrong() {
        if (refused == null) {
            return Optional.empty();
        }
        try {
            refused[0].checkValidity();
        } catch (CertificateException e) {
            return Optional.of(Wrong.TIME);
        }
        try {
            trusted.checkServerTrusted(refused, type);
            return Optional.of(Wrong.NAME); // which is not looked at here
        } catch (CertificateException e) {
            return Optional.of(Wrong.AUTHORITY);
        }
    }

    /// The certificate that was refused, without those that vouch for it.
    Optional<X509Certificate> refused() {
        return refused == null ? Optional.empty() : Optional.of(refused[0]);
    }

    /// Who vouches for it in the end, by its own words.
    String issuer() {
        return refused == null
                ? ""
                : refused[refused.length - 1].getIssuerX500Principal().getName();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            if (trusted instanceof X509ExtendedTrustManager naming) {
                naming.checkServerTrusted(chain, authType, socket);
            } else {
                trusted.checkServerTrusted(chain, authType);
            }
        } catch (CertificateException e) {
            refused = chain.clone();
            type = authType;
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("Only sockets are looked at.");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("Only sockets are looked at.");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("Nobody calls here.");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("Nobody calls here.");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("Nobody calls here.");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trusted.getAcceptedIssuers();
    }
}
