package market.tessera.provider.staff;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who does something: a person, or a program with a key.
 *
 * @param id of the person or the key
 * @param name as histories show it
 * @param answersFor the person who answers for it: itself, or who issued the key; the key itself where nobody did. Nobody decides on what the
 *     same one answers for, whichever way it was written
 * @param inPlaceOf names of the colleagues for whom it acts as their deputy; null for itself only
 */
public record Actor(
        UUID id, String name, UUID answersFor, @Nullable String inPlaceOf) {
    Actor(UUID id, String name, UUID answersFor) {
        this(id, name, answersFor, null);
    }

    public Actor inPlaceOf(@Nullable String names) {
        return new Actor(id, name, answersFor, names);
    }
}
