package market.tessera.checkout.wallet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import market.tessera.checkout.issuer.SignCredential.Signed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** In which form a wallet can have a badge. */
enum Form {
    LDP_VC("open-badge", "ldp_vc", "eddsa-rdfc-2022"),
    JWT_VC_JSON("open-badge-jwt", "jwt_vc_json", "RS256");

    private final String id;
    private final String format;
    private final String signed;

    Form(String id, String format, String signed) {
        this.id = id;
        this.format = format;
        this.signed = signed;
    }

    static Optional<Form> of(String id) {
        return Arrays.stream(values()).filter(form -> form.id.equals(id)).findFirst();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(Form::id).toList();
    }

    /** Of its credential configuration. */
    String id() {
        return id;
    }

    String format() {
        return format;
    }

    String signed() {
        return signed;
    }

    JsonNode write(Signed credential) {
        return switch (this) {
            case LDP_VC -> JsonMapper.shared().readTree(credential.credential());
            case JWT_VC_JSON -> StringNode.valueOf(credential.jwt());
        };
    }
}
