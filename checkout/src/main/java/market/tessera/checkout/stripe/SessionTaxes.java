package market.tessera.checkout.stripe;

import com.stripe.model.LineItem;
import com.stripe.model.checkout.Session;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.settlement.TaxOfPlaces;

/** What Stripe Tax says of a session's lines (Stripe documentation, "Collect taxes": {@code line_items.data.taxes}). */
final class SessionTaxes {
    private static final String UNNAMED = "Tax";
    private static final int DECIMALS_OF_PERCENT = 4;

    private SessionTaxes() {}

    /** Whether its taxes were worked out, and an event does not carry them. */
    static boolean areMissing(Session session) {
        return isTaxed(session) && session.getLineItems() == null;
    }

    /** Whether it carries the first of its lines only. */
    static boolean areCut(Session session) {
        return isTaxed(session)
                && session.getLineItems() != null
                && Boolean.TRUE.equals(session.getLineItems().getHasMore());
    }

    static List<TaxOfPlaces> of(Session session) {
        return isTaxed(session) && session.getLineItems() != null
                ? session.getLineItems().getData().stream()
                        .filter(item ->
                                item.getMetadata() != null && item.getMetadata().containsKey("line"))
                        .map(SessionTaxes::read)
                        .toList()
                : List.of();
    }

    private static boolean isTaxed(Session session) {
        return session.getAutomaticTax() != null
                && Boolean.TRUE.equals(session.getAutomaticTax().getEnabled());
    }

    /** A fee of a fixed amount has no percentage, and a rate need not have a name. */
    private static TaxOfPlaces read(LineItem item) {
        var taxes = Objects.requireNonNullElse(item.getTaxes(), List.<LineItem.Tax>of());
        var charged = taxes.stream().filter(tax -> tax.getAmount() != 0).toList();
        return new TaxOfPlaces(
                UUID.fromString(item.getMetadata().get("line")),
                StripeAmounts.nearest(item.getAmountTax(), item.getCurrency()),
                charged.stream()
                        .map(tax -> Objects.requireNonNullElse(tax.getRate().getDisplayName(), UNNAMED))
                        .distinct()
                        .collect(Collectors.joining(" + ")),
                charged.stream()
                        .map(tax -> Objects.requireNonNullElse(tax.getRate().getPercentage(), BigDecimal.ZERO))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .movePointRight(DECIMALS_OF_PERCENT)
                        .intValue(),
                taxes.stream()
                        .map(LineItem.Tax::getTaxabilityReason)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("not_collecting"));
    }
}
