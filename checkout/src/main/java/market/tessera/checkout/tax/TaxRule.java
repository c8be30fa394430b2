package market.tessera.checkout.tax;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import market.tessera.platform.money.Money;

/** How a seller charges tax. Rates are in millionths: 190000 is 19 %. */
public sealed interface TaxRule {
    int MILLIONTHS = 1_000_000;

    /** It has not said: taxes are included where they are due, and how much that is is not known. Never the same as no tax. */
    record Unstated() implements TaxRule {}

    /** No tax is due, for a stated reason. */
    record Exempt(String reason) implements TaxRule {}

    /** Its prices are shown with tax. */
    record Included(String name, int rate) implements TaxRule {
        private Money within(BigDecimal gross, Currency currency) {
            var whole = BigDecimal.valueOf(MILLIONTHS + rate);
            var tax = gross.multiply(BigDecimal.valueOf(rate)).divide(whole, 0, RoundingMode.HALF_UP);
            return new Money(tax.longValueExact(), currency);
        }
    }

    /** Its prices are shown without tax, which is added when they are paid. */
    record Added(String name, int rate) implements TaxRule {
        private Money onTop(BigDecimal net, Currency currency) {
            var step = BigDecimal.valueOf(Money.payableStep(currency));
            var whole = BigDecimal.valueOf(MILLIONTHS).multiply(step);
            var steps = net.multiply(BigDecimal.valueOf(rate)).divide(whole, 0, RoundingMode.HALF_UP);
            return new Money(steps.multiply(step).longValueExact(), currency);
        }
    }

    /**
     * A price with its tax, rounded half up to what the currency can be paid in. Tax is due on all that the seller is given, whoever pays it.
     *
     * @param price what the buyer is asked for, as prices of this seller are shown
     * @param borne what somebody else pays beside it
     */
    default Taxed of(Money price, Money borne) {
        var base = BigDecimal.valueOf(price.plus(borne).amount());
        var zero = Money.zero(price.currency());
        return switch (this) {
            case Unstated _, Exempt _ -> new Taxed(this, price, zero);
            case Included included -> new Taxed(this, price, included.within(base, price.currency()));
            case Added added -> {
                var tax = added.onTop(base, price.currency());
                yield new Taxed(this, price.plus(tax), tax);
            }
        };
    }
}
