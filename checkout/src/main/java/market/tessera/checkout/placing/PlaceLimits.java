package market.tessera.checkout.placing;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.checkout.basket.Basket.Line;
import market.tessera.checkout.basket.Basket.Purchase;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * How many places of an intake one buyer may hold unpaid, or have for nothing, over all of the buyer's orders: a basket can not empty a course.
 * The intakes are locked by then, so that two orders of one buyer see each other.
 */
@Repository
class PlaceLimits {
    private static final String OF_ORGANISATION = "o.organisation = :buyer::uuid";
    private static final String OF_LEARNER = "o.learner = :buyer::uuid and o.organisation is null";
    private static final String OF_GUEST = "lower(o.email) = lower(:buyer) and o.learner is null";

    private final DatabaseClient database;

    PlaceLimits(DatabaseClient database) {
        this.database = database;
    }

    /** Emits how many places of an intake the buyer may have, where that is fewer than there would be. */
    Mono<Integer> exceeded(OrderRequest request, Purchase purchase) {
        var limited = purchase.lines().stream()
                .filter(line -> purchase.employer() != null || line.offer().isFree())
                .toList();
        return limited.isEmpty() ? Mono.empty() : exceeded(limited, request, purchase);
    }

    private Mono<Integer> exceeded(List<Line> limited, OrderRequest request, Purchase purchase) {
        var employer = purchase.employer();
        var learner = request.learner();
        return employer != null
                ? exceeded(limited, OF_ORGANISATION, employer.id().toString())
                : learner != null
                        ? exceeded(limited, OF_LEARNER, learner.toString())
                        : exceeded(limited, OF_GUEST, request.email());
    }

    /** What was sold on credit is limited by its amount. */
    private Mono<Integer> exceeded(List<Line> limited, String whose, String buyer) {
        return database.sql("""
                        with held as materialized (
                          select l.intake, o.status, l.price_amount = 0 as free from orders o join order_line l on l.order_id = o.id
                          where %s and o.status in ('PENDING', 'PAID', 'FULFILLED') and l.returned_at is null
                            and not exists (select from purchase_order q where q.order_id = o.id and q.credit))
                        select w.most from unnest(:intakes::uuid[], :places::int[], :most::int[], :free::boolean[])
                          as w (intake, places, most, free)
                        where w.places + (select count(*) from held h where h.intake = w.intake
                          and case when w.free then h.free else h.status = 'PENDING' end) > w.most
                        limit 1
                        """.formatted(whose))
                .bind("buyer", buyer)
                .bind(
                        "intakes",
                        column(limited, line -> line.offer().intake().id()).toArray(UUID[]::new))
                .bind("places", column(limited, Line::quantity).toArray(Integer[]::new))
                .bind("most", column(limited, line -> line.offer().most()).toArray(Integer[]::new))
                .bind("free", column(limited, line -> line.offer().isFree()).toArray(Boolean[]::new))
                .mapValue(Integer.class)
                .one();
    }

    private static <T> List<T> column(List<Line> lines, Function<Line, T> value) {
        return lines.stream().map(value).collect(Collectors.toList());
    }
}
