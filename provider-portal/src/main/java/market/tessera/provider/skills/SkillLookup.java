package market.tessera.provider.skills;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds skills by the beginnings of their words. */
@Repository
public class SkillLookup {
    public static final int MOST = 10;

    private static final int SHORTEST = 2;
    private static final int LONGEST = 100;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final DatabaseClient database;

    SkillLookup(DatabaseClient database) {
        this.database = database;
    }

    /**
     * @param uri in the classification; null for one's own words
     * @param also the other name by which it was found; null where it is its own
     * @param used whether an offering of the institution says it already
     */
    public record Skill(
            String label, @Nullable String uri, @Nullable String also, boolean used) {
        boolean isSame(Skill other) {
            return (uri == null || other.uri == null) ? label.equalsIgnoreCase(other.label) : uri.equals(other.uri);
        }
    }

    /** What the institution says already comes first; at most {@link #MOST}. Nothing for less than two characters. */
    public Mono<List<Skill>> find(ProviderScope scope, String typed) {
        var words = BETWEEN_WORDS
                .splitAsStream(
                        typed.substring(0, Math.min(LONGEST, typed.length())).toLowerCase(Locale.ROOT))
                .filter(Predicate.not(String::isEmpty))
                .toList();
        return words.isEmpty() || String.join("", words).length() < SHORTEST
                ? Mono.just(List.of())
                : Flux.concat(used(scope, words), classified(words))
                        .collectList()
                        .map(SkillLookup::distinct);
    }

    private static List<Skill> distinct(List<Skill> found) {
        var distinct = new ArrayList<Skill>();
        for (var skill : found) {
            if (distinct.size() < MOST && distinct.stream().noneMatch(skill::isSame)) {
                distinct.add(skill);
            }
        }
        return List.copyOf(distinct);
    }

    /** In what was changed last of the institution's offerings. */
    private Flux<Skill> used(ProviderScope scope, List<String> words) {
        return database.sql("""
                        select distinct skill ->> 'label' as label, skill ->> 'uri' as uri, null as also, true as used
                        from (
                          select coalesce(d.elements, v.elements) as elements
                          from offering o
                          left join offering_draft d on d.offering = o.id
                          left join offering_version v on v.offering = o.id and v.edition = o.edition
                          where o.provider = any(:providers)
                          order by o.updated_at desc limit 500) as latest,
                          jsonb_array_elements(latest.elements -> 'skills') as skill
                        where to_tsvector('simple', skill ->> 'label') @@ to_tsquery('simple', :query)
                        order by label limit :most
                        """)
                .bind("providers", scope.providers())
                .bind("query", query(words))
                .bind("most", MOST)
                .map(SkillLookup::skill)
                .all();
    }

    private Flux<Skill> classified(List<String> words) {
        return database.sql("""
                        select label, uri, nullif(name, label) as also, false as used from (
                          select distinct on (n.edition, n.uri) n.uri, n.name, n.place, p.name as label
                          from skill_name n join skill_name p on p.edition = n.edition and p.uri = n.uri and p.place = 0
                          where to_tsvector('simple', n.name) @@ to_tsquery('simple', :query)
                          order by n.edition, n.uri, n.place) as found
                        order by place > 0, not starts_with(lower(label), :first), length(label), label limit :most
                        """)
                .bind("query", query(words))
                .bind("first", words.getFirst())
                .bind("most", MOST)
                .map(SkillLookup::skill)
                .all();
    }

    /** Letters and digits only, so nothing of it is an operator. */
    private static String query(List<String> words) {
        return words.stream().map(word -> word + ":*").collect(Collectors.joining(" & "));
    }

    private static Skill skill(Readable row) {
        return new Skill(
                Columns.required(row, "label", String.class),
                row.get("uri", String.class),
                row.get("also", String.class),
                Columns.required(row, "used", Boolean.class));
    }
}
