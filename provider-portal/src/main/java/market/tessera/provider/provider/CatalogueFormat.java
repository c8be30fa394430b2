package market.tessera.provider.provider;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads and writes the JSON of {@code docs/catalogue-format.md} to the letter: unknown members, numbers for texts and texts for numbers are
 * refused, and equal values are always written as equal text.
 */
public final class CatalogueFormat {
    public static final JsonMapper JSON = json(new JsonFactory());

    /** For what the database has kept, which may have been before numbers were limited to what {@link Storable#fits}. */
    static final JsonMapper STORED = json(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNumberLength(150_000).build())
            .build());

    /** For the files that ship with the program or are put beside it: profiles and mappings. */
    public static final YAMLMapper YAML = strict(YAMLMapper.builder()).build();

    private CatalogueFormat() {}

    private static JsonMapper json(JsonFactory factory) {
        return strict(JsonMapper.builder(factory))
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
    }

    private static <B extends MapperBuilder<?, B>> B strict(B builder) {
        return builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }
}
