package market.tessera.provider.staff;

import java.util.UUID;

/**
 * Who does something: a person, or a program with a key.
 *
 * @param id of the person or the key
 * @param name as histories show it
 * @param answersFor the person who answers for it: itself, or who issued the key; the key itself where nobody did. Nobody decides on what the
 *     same one answers for, whichever way it was written
 */
public record Actor(UUID id, String name, UUID answersFor) {}
