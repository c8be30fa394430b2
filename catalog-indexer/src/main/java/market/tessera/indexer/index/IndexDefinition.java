package market.tessera.indexer.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import market.tessera.document.Kind;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an index of a kind is created with.
 *
 * @param body settings and mapping, to be sent as they are
 * @param schema names this definition and the rules of its documents; an index with another schema has to be rebuilt
 */
record IndexDefinition(ObjectNode body, String schema) {

    /** @param rules what else decides how documents come out */
    static IndexDefinition of(Kind kind, JsonMapper json, SearchIndexProperties properties, String rules) {
        var body = json.createObjectNode();
        var settings = body.putObject("settings");
        settings.put("number_of_shards", properties.shards());
        settings.put("number_of_replicas", properties.replicas());
        settings.set("analysis", json.readTree(text("analysis.json")));
        var mappings = (ObjectNode) json.readTree(text(kind.plural() + ".json"));
        body.set("mappings", mappings);
        var schema = hash(body + rules);
        mappings.putObject("_meta").put("schema", schema);
        return new IndexDefinition(body, schema);
    }

    private static String text(String name) {
        try {
            return new ClassPathResource("indexer/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
