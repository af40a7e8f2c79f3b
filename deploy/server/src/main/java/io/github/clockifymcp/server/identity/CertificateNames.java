package io.github.clockifymcp.server.identity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/// The names in a certificate. Each is empty when there is none, or more than one to choose from.
public final class CertificateNames {
    private static final int RFC822 = 1;
    private static final int DOMAIN = 2;
    private static final int ADDRESS = 6;

    private CertificateNames() {}

    /// The common name of its subject.
    public static Optional<String> common(X509Certificate certificate) {
        try {
            Optional<String> found = Optional.empty();
            for (Rdn part : new LdapName(subject(certificate)).getRdns()) {
                Attribute name = part.toAttributes().get("CN");
                if (name != null) {
                    if (found.isPresent()
                            || name.size() != 1
                            || !(name.get() instanceof String text)) {
                        return Optional.empty();
                    }
                    found = Optional.of(text);
                }
            }
            return found;
        } catch (NamingException e) {
            return Optional.empty();
        }
    }

    /// Its subject as a whole.
    public static Optional<String> whole(X509Certificate certificate) {
        return Optional.of(subject(certificate));
    }

    /// The address among its alternative names.
    public static Optional<String> address(X509Certificate certificate) {
        return alternative(certificate, ADDRESS);
    }

    /// The host among them.
    public static Optional<String> host(X509Certificate certificate) {
        return alternative(certificate, DOMAIN);
    }

    /// The mailbox among them.
    public static Optional<String> mailbox(X509Certificate certificate) {
        return alternative(certificate, RFC822);
    }

    private static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static Optional<String> alternative(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all == null) {
                return Optional.empty();
            }
            List<String> names =
                    all.stream()
                            .filter(name -> name.getFirst().equals(kind))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
            return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
        } catch (CertificateParsingException e) {
            return Optional.empty();
        }
    }
}
