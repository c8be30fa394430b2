package market.tessera.checkout.issuer;

import java.net.URI;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A provider that signs credentials.
 *
 * @param slug part of the identifier, and therefore never changes
 * @param url its own web site
 * @param hue 0-359, the colour of its tile
 * @param home where its identifier resolves, under the marketplace's host
 */
public record Issuer(UUID provider, String slug, String name, URI url, int hue, URI home) {
    static final String KEY_OWNERS = "provider:";

    /** The identifier: {@code did:web} of the place where its document is served. */
    public String did() {
        return "did:web:" + home.getAuthority().replace(":", "%3A")
                + home.getPath().replace('/', ':');
    }

    /** As a credential describes it (Open Badges 3.0, Profile). */
    public ObjectNode profile() {
        var profile = JsonNodeFactory.instance.objectNode().put("id", did());
        profile.putArray("type").add("Profile");
        return profile.put("name", name).put("url", url.toString());
    }

    /** How a Data Integrity proof names a key. */
    public String method(String keyId) {
        return did() + "#" + keyId;
    }

    /** Where a key can be fetched as JWK, which is how a JWT names it. */
    public String keyAddress(String keyId) {
        return home + "/keys/" + keyId;
    }

    /** Under this name the issuer's signing keys are kept. */
    public String keyOwner() {
        return KEY_OWNERS + provider;
    }
}
