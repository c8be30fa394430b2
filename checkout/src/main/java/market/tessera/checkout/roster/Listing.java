package market.tessera.checkout.roster;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import market.tessera.checkout.roster.RosterRefusal.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which part of a collection is asked for, in which order, with which members. Whatever the order, rows that are equal in it follow by
 * {@code sourcedId}, so that pages neither repeat nor lose one.
 *
 * @param fields empty for all
 */
record Listing(int limit, int offset, @Nullable String sort, boolean descending, Filter filter, List<String> fields) {
    static final int USUAL = 100;
    static final int MOST = 1_000;
    private static final int FARTHEST = 10_000_000;

    /** @throws RosterRefusal for what is no number, or names what is not there */
    static Listing read(MultiValueMap<String, String> query, Resource resource) {
        var sort = query.getFirst("sort");
        if (sort != null && !resource.fields().contains(sort)) {
            throw new RosterRefusal(Reason.INVALID_SORT, "%s has no field %s".formatted(resource.plural(), sort));
        }
        var filter = query.getFirst("filter");
        return new Listing(
                number(query, "limit", 1, MOST, USUAL),
                number(query, "offset", 0, FARTHEST, 0),
                sort,
                "desc".equalsIgnoreCase(query.getFirst("orderBy")),
                filter == null || filter.isBlank() ? Filter.ALL : Filter.read(filter, resource),
                fields(query.getFirst("fields"), resource));
    }

    private static int number(MultiValueMap<String, String> query, String name, int least, int most, int otherwise) {
        var text = query.getFirst(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,8}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new RosterRefusal(
                    Reason.INVALID_SELECTION, "%s is not a number from %d to %d".formatted(name, least, most));
        }
        return Integer.parseInt(text);
    }

    static List<String> fields(@Nullable String text, Resource resource) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        var chosen =
                Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList();
        chosen.stream()
                .filter(field -> !resource.fields().contains(field))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new RosterRefusal(
                            Reason.INVALID_SELECTION, "%s has no field %s".formatted(resource.plural(), unknown));
                });
        return chosen;
    }

    String order() {
        return (sort == null ? "" : "r.\"" + sort + "\"" + (descending ? " desc" : "") + " nulls last, ")
                + "r.\"sourcedId\"";
    }

    /** How many there are, and where the other pages are (RFC 8288); the query is kept but for the offset. */
    void describe(HttpHeaders headers, long total, ServerHttpRequest request, String origin) {
        headers.set("X-Total-Count", Long.toString(total));
        headers.add(HttpHeaders.LINK, link(request, origin, 0, "first"));
        headers.add(HttpHeaders.LINK, link(request, origin, Math.max(0, (total - 1) / limit * limit), "last"));
        if (offset > 0) {
            headers.add(HttpHeaders.LINK, link(request, origin, Math.max(0, offset - limit), "prev"));
        }
        if (offset + limit < total) {
            headers.add(HttpHeaders.LINK, link(request, origin, offset + limit, "next"));
        }
    }

    /** Whatever else was asked for is written anew, as careless clients leave signs in it that an address may not have. */
    private String link(ServerHttpRequest request, String origin, long to, String relation) {
        var address = UriComponentsBuilder.fromUriString(origin)
                .path(request.getURI().getRawPath())
                .queryParam("limit", limit)
                .queryParam("offset", to);
        var others = new LinkedHashMap<>(request.getQueryParams().asSingleValueMap());
        others.keySet().retainAll(List.of("sort", "orderBy", "filter", "fields"));
        others.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return "<%s>; rel=\"%s\""
                .formatted(address.encode().buildAndExpand(others).toUriString(), relation);
    }
}
