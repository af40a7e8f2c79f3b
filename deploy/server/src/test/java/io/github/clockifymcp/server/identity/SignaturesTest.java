package io.github.clockifymcp.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import org.junit.jupiter.api.Test;

/// The examples of the standards.
class SignaturesTest {
    private static final String CLAIMS =
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    /// RFC 7515, A.3. The reference server took the two numbers of such a signature for something
    /// else, and knew no real one (its defect 26).
    @Test
    void defect_26_an_es256_signature_is_two_numbers_side_by_side() throws Exception {
        JWK key =
                JWK.parse(
                        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}");
        String signature =
                "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

        assertThat(Signatures.isBy(key, signed("eyJhbGciOiJFUzI1NiJ9", CLAIMS, signature)))
                .isTrue();
        assertThat(
                        Signatures.isBy(
                                key,
                                signed(
                                        "eyJhbGciOiJFUzI1NiJ9",
                                        CLAIMS,
                                        "A" + signature.substring(1))))
                .isFalse();
    }

    /// RFC 8037, A.5.
    @Test
    void an_ed25519_signature_is_checked_too() throws Exception {
        JWK key =
                JWK.parse(
                        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}");
        String head = "eyJhbGciOiJFZERTQSJ9";
        String text = "RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        String signature =
                "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

        assertThat(Signatures.isBy(key, signed(head, text, signature))).isTrue();
        assertThat(Signatures.isBy(key, signed(head, CLAIMS, signature))).isFalse();
    }

    /// The numbers 0 and 0 once satisfied Java (CVE-2022-21449).
    @Test
    void a_signature_of_zeros_is_none() throws Exception {
        JWK key =
                JWK.parse(
                        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}");

        assertThat(Signatures.isBy(key, signed("eyJhbGciOiJFUzI1NiJ9", CLAIMS, "A".repeat(86))))
                .isFalse();
    }

    private static JWSObject signed(String head, String payload, String signature)
            throws Exception {
        return JWSObject.parse(head + "." + payload + "." + signature);
    }
}
