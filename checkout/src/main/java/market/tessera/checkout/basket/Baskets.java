package market.tessera.checkout.basket;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.basket.Basket.Claim;
import market.tessera.checkout.basket.Basket.Line;
import market.tessera.checkout.basket.Employers.Employer;
import market.tessera.checkout.basket.FindBasket.Target;
import market.tessera.checkout.offer.Enrolled;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offer.Refusal;
import market.tessera.checkout.offer.OfferRows;
import market.tessera.checkout.promotion.Promotion;
import market.tessera.checkout.promotion.PromotionRows;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The lines of baskets. */
@Repository
public class Baskets {
    private static final String SELECT =
            """
            select l.price_amount as seen_amount, l.price_currency as seen_currency, b.learner, b.country as buyer_country, l.quantity,
              g.id as employer, g.name as employer_name, w.id as place, w.offered_until, %s, %s
            from basket_line l join basket b on b.id = l.basket join (%s) on i.id = l.intake
              left join promotion r on r.id = b.promotion
              left join organisation_member m on m.organisation = b.organisation and m.learner = b.learner
              left join organisation g on g.id = m.organisation
              left join waiting_place w on w.id = l.place and w.intake = l.intake and w.state = 'OFFERED' and w.offered_until > :now
            where l.basket = :basket""".formatted(OfferRows.COLUMNS, PromotionRows.COLUMNS, OfferRows.tables("b.country"));

    private static final String READ = SELECT + " order by l.added_at, l.offer";
    private static final String READ_GUESTS = SELECT + " and b.learner is null order by l.added_at, l.offer";

    private final DatabaseClient database;
    private final HeldSeats held;
    private final Enrolled enrolled;
    private final Clock clock;

    Baskets(DatabaseClient database, HeldSeats held, Enrolled enrolled, Clock clock) {
        this.database = database;
        this.held = held;
        this.enrolled = enrolled;
        this.clock = clock;
    }

    /** The basket with every price and place read anew. */
    public Mono<Basket> read(UUID basket) {
        return read(READ, basket);
    }

    /** As {@link #read}, of who has not signed in: what has become a learner's has nothing in it for anybody else. */
    public Mono<Basket> readGuests(UUID basket) {
        return read(READ_GUESTS, basket);
    }

    private Mono<Basket> read(String sql, UUID basket) {
        return database.sql(sql)
                .bind("basket", basket)
                .bind("now", clock.instant())
                .map(row -> new Read(
                        line(row),
                        row.get("learner", UUID.class),
                        employer(row),
                        PromotionRows.read(row),
                        row.get("buyer_country", String.class)))
                .all()
                .collectList()
                .flatMap(rows -> withOwnSeats(
                                basket, rows.stream().map(Read::line).toList())
                        .flatMap(lines -> withoutEnrolled(
                                rows.isEmpty() || rows.getFirst().employer() != null
                                        ? null
                                        : rows.getFirst().learner(),
                                lines))
                        .map(lines -> rows.isEmpty() ? Basket.empty(basket) : basket(basket, lines, rows.getFirst())));
    }

    /** What has been bought leaves the basket. */
    public Mono<Void> removeBought(UUID basket, Collection<UUID> intakes) {
        return removeBought(
                intakes.stream().map(intake -> new Bought(basket, intake)).toList());
    }

    /** A place that was bought from a basket. */
    public record Bought(UUID basket, UUID intake) {}

    /** As {@link #removeBought(UUID, Collection)}, of many baskets with one statement. */
    public Mono<Void> removeBought(Collection<Bought> places) {
        return database.sql("""
                        delete from basket_line l using unnest(:baskets::uuid[], :intakes::uuid[]) as b (basket, intake)
                        where l.basket = b.basket and l.intake = b.intake
                        """)
                .bind("baskets", places.stream().map(Bought::basket).toArray(UUID[]::new))
                .bind("intakes", places.stream().map(Bought::intake).toArray(UUID[]::new))
                .then();
    }

    /** What was taken out and not bought after all is there again, at today's price; what has been put in since stays as it is. */
    public Mono<Void> putBack(UUID basket, Collection<UUID> intakes) {
        return database.sql("""
                        insert into basket_line (basket, offer, intake, price_amount, price_currency, quantity, added_at)
                        select b.id, i.offer, i.id, i.price_amount, i.price_currency, count(*)::int, :now
                        from unnest(:intakes) as place(intake) join offer_intake i on i.id = place.intake join basket b on b.id = :basket
                        where i.price_amount is not null group by b.id, i.id
                        on conflict (basket, offer) do nothing
                        """)
                .bind("basket", basket)
                .bind("intakes", intakes.toArray(UUID[]::new))
                .bind("now", clock.instant())
                .then();
    }

    /** The visitor now knows today's prices. */
    public Mono<Void> pricesSeen(UUID basket) {
        return database.sql("""
                        update basket_line l set price_amount = i.price_amount, price_currency = i.price_currency
                        from offer_intake i where l.basket = :basket and i.id = l.intake and i.price_amount is not null
                          and (i.price_amount, i.price_currency) is distinct from (l.price_amount, l.price_currency)
                        """).bind("basket", basket).then();
    }

    /**
     * Puts a place into the basket; another intake of the same offering replaces the one that was there. What was not there before is
     * counted, for the day. Emits how many lines there are then, or nothing if there is no room.
     */
    Mono<Integer> put(Target target, Offer offer, Money price, @Nullable UUID place, int mostLines) {
        return database.sql("""
                        with made as (insert into basket (id, created_at) select :basket, :now where not :exists),
                        others as (
                          select count(*)::int as lines from basket_line where basket = :basket and offer <> :offer),
                        put as (
                          insert into basket_line (basket, offer, intake, price_amount, price_currency, added_at, place)
                          select :basket, :offer, :intake, :amount, :currency, :now, :place from others where lines < :most
                          on conflict (basket, offer) do update set intake = excluded.intake, price_amount = excluded.price_amount,
                            price_currency = excluded.price_currency, place = excluded.place
                          returning offer, xmax = 0 as added),
                        counted as (
                          insert into basket_count (day, offering, baskets) select :today, offer, 1 from put where added
                          on conflict (day, offering) do update set baskets = basket_count.baskets + 1)
                        select others.lines + 1 from others, put
                        """)
                .bind("basket", target.basket())
                .bind("exists", target.exists())
                .bind("offer", offer.id())
                .bind("intake", offer.intake().id())
                .bind("amount", price.amount())
                .bind("currency", price.currency().getCurrencyCode())
                .bind("now", clock.instant())
                .bind("place", Bindings.nullable(place, UUID.class))
                .bind("most", mostLines)
                .bind("today", LocalDate.now(clock))
                .mapValue(Integer.class)
                .one();
    }

    /** How many places of an offering, where an organisation buys. */
    Mono<Void> quantity(UUID basket, UUID offering, int places) {
        return database.sql("update basket_line set quantity = :places where basket = :basket and offer = :offer")
                .bind("places", places)
                .bind("basket", basket)
                .bind("offer", offering)
                .then();
    }

    /** @param organisation null where someone buys for themselves; one that the learner does not act for counts as that */
    Mono<Void> employ(UUID basket, @Nullable UUID organisation) {
        return database.sql("update basket set organisation = :organisation where id = :basket and learner is not null")
                .bind("organisation", Bindings.nullable(organisation, UUID.class))
                .bind("basket", basket)
                .then();
    }

    /** @param country null where the buyer does not say */
    public Mono<Void> buyerIsIn(UUID basket, @Nullable String country) {
        return database.sql("update basket set country = :country where id = :basket")
                .bind("country", Bindings.nullable(country, String.class))
                .bind("basket", basket)
                .then();
    }

    Mono<Void> remove(UUID basket, UUID offering) {
        return database.sql("delete from basket_line where basket = :basket and offer = :offer")
                .bind("basket", basket)
                .bind("offer", offering)
                .then();
    }

    Mono<Integer> count(UUID basket) {
        return database.sql("select count(*)::int from basket_line where basket = :basket")
                .bind("basket", basket)
                .mapValue(Integer.class)
                .one();
    }

    /** @param promotion null takes the code off */
    Mono<Void> promote(UUID basket, @Nullable UUID promotion) {
        return database.sql("update basket set promotion = :promotion where id = :basket")
                .bind("promotion", Bindings.nullable(promotion, UUID.class))
                .bind("basket", basket)
                .then();
    }

    private Basket basket(UUID id, List<Line> lines, Read read) {
        var promotion = read.promotion();
        var usable = promotion != null && promotion.refusal(clock.instant()).isEmpty();
        return new Basket(id, lines, promotion, usable ? promotion : null, read.employer(), read.country());
    }

    private record Read(
            Line line,
            @Nullable UUID learner,
            @Nullable Employer employer,
            @Nullable Promotion promotion,
            @Nullable String country) {}

    private Line line(Readable row) {
        var offer = OfferRows.read(row);
        var seen = Money.of(required(row, "seen_amount", Long.class), required(row, "seen_currency", String.class));
        var place = row.get("place", UUID.class);
        var claim = place == null ? null : new Claim(place, required(row, "offered_until", Instant.class));
        var places = employer(row) == null ? 1 : required(row, "quantity", Integer.class);
        var refusal = offer.refusal(clock, places).filter(why -> claim == null || why != Refusal.SOLD_OUT);
        return new Line(offer, places, seen, refusal.orElse(null), claim);
    }

    private static @Nullable Employer employer(Readable row) {
        var id = row.get("employer", UUID.class);
        return id == null ? null : new Employer(id, required(row, "employer_name", String.class));
    }

    /** Nobody buys a place twice in what they are enrolled in. */
    private Mono<List<Line>> withoutEnrolled(@Nullable UUID learner, List<Line> lines) {
        return learner == null
                ? Mono.just(lines)
                : enrolled.of(
                                learner,
                                lines.stream()
                                        .map(line -> line.offer().intake().id())
                                        .toList())
                        .collect(Collectors.toSet())
                        .map(own -> lines.stream()
                                .map(line -> own.contains(line.offer().intake().id())
                                        ? line.refused(Refusal.ENROLLED)
                                        : line)
                                .toList());
    }

    /** A seat that the basket's own unpaid order holds is not sold out for this buyer. */
    private Mono<List<Line>> withOwnSeats(UUID basket, List<Line> lines) {
        return lines.stream().noneMatch(Baskets::isSoldOut)
                ? Mono.just(lines)
                : held.by(basket)
                        .collect(Collectors.toSet())
                        .map(own -> lines.stream()
                                .map(line -> isSoldOut(line)
                                                && own.contains(
                                                        line.offer().intake().id())
                                        ? line.refused(null)
                                        : line)
                                .toList());
    }

    private static boolean isSoldOut(Line line) {
        return line.refusal() == Refusal.SOLD_OUT || line.refusal() == Refusal.TOO_FEW;
    }
}
