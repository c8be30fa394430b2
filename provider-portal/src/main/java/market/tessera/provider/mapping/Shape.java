package market.tessera.provider.mapping;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.offering.RemoteDocument;
import market.tessera.provider.offering.RemoteImage;
import market.tessera.provider.provider.ProviderProfile;

/** What the catalogue format allows where, taken from the records that hold it. */
sealed interface Shape {
    Shape PROVIDER = new Members(Map.of("externalId", new Leaf()), Set.of()).and(of(ProviderProfile.class));
    Shape OFFERING = new Members(
                    Map.of(
                            "externalId", new Leaf(),
                            "provider", new Leaf(),
                            "intakes", new Items(of(IntakeTerms.class)),
                            "provenance", new Named(of(Provenance.class))),
                    Set.of())
            .and(of(Elements.class))
            .and(new Members(
                    Map.of("image", of(RemoteImage.class), "documents", new Items(of(RemoteDocument.class))),
                    Set.of()));

    /** A single value. */
    record Leaf() implements Shape {}

    record Items(Shape item) implements Shape {}

    /** An object whose members have any name and the same shape. */
    record Named(Shape member) implements Shape {}

    /**
     * @param required members without which the object is not valid
     */
    record Members(Map<String, Shape> members, Set<String> required) implements Shape {
        Members and(Shape other) {
            var all = new LinkedHashMap<>(members);
            if (other instanceof Members more) {
                all.putAll(more.members());
            }
            return new Members(all, required);
        }
    }

    static Shape of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new Items(of(list.getActualTypeArguments()[0]));
        }
        return type instanceof Class<?> record && record.isRecord()
                ? members(record.getRecordComponents())
                : new Leaf();
    }

    private static Shape members(RecordComponent[] components) {
        var members = new LinkedHashMap<String, Shape>();
        var required = new LinkedHashSet<String>();
        Arrays.stream(components).forEach(component -> {
            members.put(component.getName(), of(component.getGenericType()));
            if (component.getType().isPrimitive()
                    || component.getAccessor().isAnnotationPresent(NotNull.class)
                    || component.getAccessor().isAnnotationPresent(NotBlank.class)) {
                required.add(component.getName());
            }
        });
        return new Members(members, required);
    }
}
