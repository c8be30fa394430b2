package market.tessera.storefront.institution;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.storefront.document.Institution;
import market.tessera.storefront.search.Results.Count;
import org.jspecify.annotations.Nullable;

/**
 * A university with its schools, each an institution of its own.
 *
 * @param slugs of all of them, the university first: what narrows a search to what they offer
 * @param each what each of them offers; empty where there are no schools
 */
record Schools(List<String> slugs, List<School> each) {

    /**
     * @param url its own page
     * @param allUrl what it offers itself
     */
    record School(String name, int hue, @Nullable String logo, String url, String allUrl, long count) {}

    static Schools of(Institution university, List<Institution> schools, List<Count> counts) {
        var offerings = counts.stream().collect(Collectors.toMap(Count::value, Count::count));
        var each = schools.isEmpty()
                ? Stream.<Institution>empty()
                : Stream.concat(schools.stream(), Stream.of(university));
        return new Schools(
                slugs(university, schools),
                each.map(one -> school(one, offerings.getOrDefault(one.slug(), 0L)))
                        .filter(one -> one.count() > 0 || !one.url().equals(url(university)))
                        .toList());
    }

    static List<String> slugs(Institution university, List<Institution> schools) {
        return Stream.concat(Stream.of(university), schools.stream())
                .map(Institution::slug)
                .toList();
    }

    /** All that the university and its schools offer. */
    public String allUrl() {
        return "/search?" + slugs.stream().map(slug -> "provider=" + slug).collect(Collectors.joining("&"));
    }

    static String url(Institution institution) {
        return "/institutions/" + institution.slug();
    }

    private static School school(Institution one, long count) {
        return new School(one.name(), one.hue(), one.logo(), url(one), "/search?provider=" + one.slug(), count);
    }
}
