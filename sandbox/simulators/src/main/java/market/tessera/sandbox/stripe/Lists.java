package market.tessera.sandbox.stripe;

import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Lists as Stripe gives them: newest first, filtered, in pages (Stripe documentation, "Pagination"). */
final class Lists {
    private static final List<String> FILTERS =
            List.of("payment_intent", "transfer_group", "destination", "transfer", "type");
    private static final long USUAL_PAGE = 10;
    private static final long LONGEST_PAGE = 100;
    private static final Comparator<ObjectNode> NEWEST_FIRST = Comparator.<ObjectNode>comparingLong(
                    object -> object.path("created").asLong())
            .thenComparing(object -> object.path("id").asString())
            .reversed();

    private final StripeObjects objects;

    Lists(StripeObjects objects) {
        this.objects = objects;
    }

    /** @param request may limit {@code created} and what an object belongs to, and asks for the page after {@code starting_after} or before {@code ending_before} */
    ObjectNode page(String type, String address, FormBody request) {
        var found = objects.all(type, object -> matches(object, request)).stream()
                .sorted(NEWEST_FIRST)
                .toList();
        return page(found, address, request);
    }

    /** One page of what was found. */
    static ObjectNode page(List<ObjectNode> found, String address, FormBody request) {
        var limit = request.number("limit").orElse(USUAL_PAGE);
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw ApiError.invalid("limit", "Limit must be between 1 and 100.");
        }
        return request.text("ending_before")
                .map(id -> before(found, at(found, "ending_before", id), limit, address))
                .orElseGet(() -> after(
                        found,
                        request.text("starting_after")
                                .map(id -> at(found, "starting_after", id) + 1)
                                .orElse(0),
                        limit,
                        address));
    }

    private static ObjectNode after(List<ObjectNode> found, int from, long limit, String address) {
        var end = (int) Math.min(found.size(), from + limit);
        return page(found.subList(from, end), end < found.size(), address);
    }

    private static ObjectNode before(List<ObjectNode> found, int end, long limit, String address) {
        var from = (int) Math.max(0, end - limit);
        return page(found.subList(from, end), from > 0, address);
    }

    private static ObjectNode page(List<ObjectNode> some, boolean more, String address) {
        var page =
                StripeObjects.object().put("object", "list").put("url", address).put("has_more", more);
        page.putArray("data").addAll(some);
        return page;
    }

    private static boolean matches(ObjectNode object, FormBody request) {
        var created = object.path("created").asLong();
        var span = request.below("created");
        return FILTERS.stream().allMatch(filter -> isAs(object, filter, request))
                && created >= span.number("gte").orElse(0L)
                && created < span.number("lt").orElse(Long.MAX_VALUE);
    }

    private static boolean isAs(ObjectNode object, String filter, FormBody request) {
        return request.text(filter)
                .map(object.path(filter).asString("")::equals)
                .orElse(true);
    }

    private static int at(List<ObjectNode> found, String parameter, String id) {
        for (var index = 0; index < found.size(); index++) {
            if (found.get(index).path("id").asString().equals(id)) {
                return index;
            }
        }
        throw ApiError.invalid(parameter, "No such object: '%s'".formatted(id));
    }
}
