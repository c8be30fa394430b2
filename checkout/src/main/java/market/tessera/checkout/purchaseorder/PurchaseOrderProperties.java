package market.tessera.checkout.purchaseorder;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How organisations pay on invoice.
 *
 * @param bankAccount to which they transfer: its parts, such as {@code IBAN: DE02…}, between semicolons; nothing is sold on invoice without
 * @param graceDays for which places are held after an invoice was due, because a transfer takes its time
 * @param shortestDays that a buyer has to have for paying, or it is not sold on invoice
 * @param reviveDays for so long after an order has ended, money that comes after all brings it back, if there are seats
 * @param pause between two looks for invoices that are due
 */
@Validated
@ConfigurationProperties("checkout.purchase-order")
record PurchaseOrderProperties(
        @Nullable String bankAccount,
        @DefaultValue("7") @Min(0) int graceDays,
        @DefaultValue("3") @Min(0) int shortestDays,
        @DefaultValue("30") @Min(0) int reviveDays,
        @DefaultValue("1m") Duration pause) {

    /** A line for each part. */
    Optional<String> payTo() {
        return Optional.ofNullable(bankAccount)
                .map(account -> Stream.of(account.split(";"))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("\n")))
                .filter(account -> !account.isEmpty());
    }
}
